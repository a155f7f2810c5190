import type { ReactNode } from 'react'
import { useAddress } from '../address/usesearch.ts'
import { valueOf } from '../address/query.ts'
import { Bar } from '../filter/bar.tsx'
import { BackendFilter, FlowFilter } from '../filter/filters.tsx'
import { TimeRange } from '../filter/timerange.tsx'
import { count } from '../format/numbers.ts'
import { useChange } from '../runs/useview.ts'
import { always, defaultFrom, viewOf } from '../runs/view.ts'
import { Segments } from '../ui/segments.tsx'
import { type Show, showOf, totalsOf } from './parts.ts'
import type { GroupRowFragment } from './failures.gen.ts'
import styles from './failures.module.css'

interface FiltersProps {
  readonly groups: readonly GroupRowFragment[]
  /** They have been read. */
  readonly isAnswered: boolean
}

export function FailureFilters({ groups, isAnswered }: FiltersProps) {
  const [search, change] = useAddress()
  const { fresh, rising } = totalsOf(groups)
  const text = (name: string, value: number) => (
    <>
      {name} <span className="muted">{isAnswered ? count(value) : '–'}</span>
    </>
  )
  return (
    <CommonFilters
      groups={groups}
      chips={
        <Segments<Show>
          label="Which groups"
          current={showOf(valueOf(search, 'show'))}
          onChoose={(show) => change({ show: show === 'all' ? undefined : show })}
          of={[
            { name: 'all', text: text('All', groups.length) },
            { name: 'new', text: text('New', fresh) },
            { name: 'rising', text: text('Rising', rising) },
          ]}
        />
      }
    />
  )
}

interface CommonProps {
  readonly groups: readonly Pick<GroupRowFragment, 'flows'>[]
  readonly chips?: ReactNode
}

/** What the list of groups and the page of one have: flows, those that have failures first, backends and time. */
export function CommonFilters({ groups, chips }: CommonProps) {
  const { search, change } = useChange()
  const view = viewOf(search)
  const failing = groups.flatMap(({ flows }) => flows.map(({ flow }) => flow))
  return (
    <div className={styles['bar']}>
      <Bar
        name="Filter of failures"
        chips={chips}
        fields={
          <>
            <FlowFilter view={view} change={change} first={failing} />
            <BackendFilter view={view} change={change} />
          </>
        }
        set={[view.flow, view.backend].filter((chosen) => chosen.length > 0).length}
        onClear={() => change({ flow: undefined, backend: undefined })}
        strange={[]}
        onDrop={change}
        time={
          <TimeRange
            view={view.from === always ? { ...view, from: defaultFrom } : view}
            change={change}
            hasAlways={false}
          />
        }
      />
    </div>
  )
}
