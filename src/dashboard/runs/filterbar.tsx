import { useState } from 'react'
import { saveView } from '../frame/views.ts'
import { settings } from '../frame/settings.ts'
import { useSignal } from '../data/signal.ts'
import type { RunFilter } from '../schema.gen.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import { say } from '../ui/notice.tsx'
import { StatusChips } from './chips.tsx'
import {
  BackendFilter,
  DurationFilter,
  type FilterProps,
  FlowFilter,
  TagFilter,
  UserFilter,
} from './filters.tsx'
import { TimeRange, rangeWords } from './timerange.tsx'
import { conditionsOf } from './view.ts'
import styles from './runs.module.css'

const cleared = ['status', 'flow', 'user', 'tag', 'alltag', 'backend', 'q', 'min', 'max']

/** What is shown of the runs. `hasFlow`: the flow is not for choosing. */
export function FilterBar({
  view,
  change,
  filter,
  hasFlow,
}: FilterProps & { filter: RunFilter; hasFlow: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const { status: _, ...counted } = filter
  const conditions = conditionsOf(view)
  const filters = (
    <>
      {!hasFlow && <FlowFilter view={view} change={change} />}
      <UserFilter view={view} change={change} filter={counted} />
      <TagFilter view={view} change={change} filter={counted} />
      <BackendFilter view={view} change={change} />
      <DurationFilter view={view} change={change} />
    </>
  )
  const clear = () => change(Object.fromEntries(cleared.map((key) => [key, undefined])))
  return (
    <div className={styles['bar']} role="search" aria-label="Filter of runs">
      <StatusChips status={view.status} filter={counted} change={change} />
      <div className={styles['filters']}>{filters}</div>
      <div className={styles['oneFilter']}>
        <Button icon="filter" onClick={() => setOpen(true)}>
          Filter{conditions.length > 0 && ` ${conditions.length}`}
        </Button>
      </div>
      <Strange view={view} change={change} />
      <span className={styles['gap']} />
      {conditions.length > 0 && (
        <Button look="plain" onClick={clear}>
          Clear
        </Button>
      )}
      <span className={styles['wideOnly']}>
        <GroupMenu view={view} change={change} />
        <SaveView />
      </span>
      <TimeRange view={view} change={change} />
      {isOpen && (
        <Dialog title="Filter" look="sheet" onClose={() => setOpen(false)}>
          <div className={styles['sheet']}>{filters}</div>
        </Dialog>
      )}
    </div>
  )
}

/** Parts of the address that mean nothing here. They are kept, and said. */
const Strange = ({ view, change }: FilterProps) =>
  view.strange.map(({ key, value }) => (
    <button
      key={`${key}=${value}`}
      type="button"
      className={styles['strange']}
      data-tip="Not understood. Click to take it out of the address."
      onClick={() => change({ [key]: undefined })}
    >
      <s>
        {key}={value}
      </s>
      <span className="hidden-text"> is not understood</span>
    </button>
  ))

function GroupMenu({ view, change }: FilterProps) {
  const choices = { none: 'No groups', flow: 'By flow', user: 'By user' } as const
  return (
    <Menu
      align="end"
      trigger={<Button look="plain">{view.group ? choices[view.group] : 'Group'}</Button>}
      items={Object.entries(choices).map(([group, text]) => ({
        text,
        isOn: (view.group ?? 'none') === group,
        onSelect: () => change({ group: group === 'none' ? undefined : group }),
      }))}
    />
  )
}

function SaveView() {
  const [name, setName] = useState<string | undefined>()
  const save = () => {
    saveView({ name: name!.trim(), address: location.pathname + location.search })
    say('View saved in this browser')
    setName(undefined)
  }
  return (
    <>
      <Button look="plain" icon="bookmark" onClick={() => setName('')}>
        <span className={styles['saveWord']}>Save view</span>
      </Button>
      {name !== undefined && (
        <Dialog title="Save this view" onClose={() => setName(undefined)}>
          <form
            className={styles['sheet']}
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() !== '') save()
            }}
          >
            <label>
              Name
              <input
                className={styles['input']}
                value={name}
                maxLength={60}
                onChange={({ target }) => setName(target.value)}
              />
            </label>
            <Button look="filled" type="submit" disabled={name.trim() === ''}>
              Save
            </Button>
          </form>
        </Dialog>
      )}
    </>
  )
}

/** The window that is looked at, for sentences. */
export function useWindowWords(view: FilterProps['view']) {
  const { zone } = useSignal(settings)
  return rangeWords(view, zone).toLowerCase()
}
