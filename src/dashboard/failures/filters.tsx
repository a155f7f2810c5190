import { useAddress } from '../address/usesearch.ts'
import { valueOf } from '../address/query.ts'
import { BackendFilter, FlowFilter } from '../filter/filters.tsx'
import { SaveView } from '../filter/saveview.tsx'
import { TimeRange } from '../filter/timerange.tsx'
import { count } from '../format/numbers.ts'
import { useChange } from '../runs/useview.ts'
import { always, defaultFrom, viewOf } from '../runs/view.ts'
import { Segments } from '../ui/segments.tsx'
import { type Show, showOf, totalsOf } from './parts.ts'
import type { GroupRowFragment } from './failures.gen.ts'
import table from '../ui/table.module.css'
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
    <div className={table['bar']}>
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
      <CommonFilters groups={groups} />
    </div>
  )
}

/** What the list of groups and the page of one have: flows, those that have failures first, backends and time. */
export function CommonFilters({ groups }: { groups: readonly Pick<GroupRowFragment, 'flows'>[] }) {
  const { search, change } = useChange()
  const view = viewOf(search)
  const failing = groups.flatMap(({ flows }) => flows.map(({ flow }) => flow))
  return (
    <>
      <FlowFilter view={view} change={change} first={failing} />
      <BackendFilter view={view} change={change} />
      <div className={`end ${styles['end']}`}>
        <SaveView />
        <TimeRange
          view={view.from === always ? { ...view, from: defaultFrom } : view}
          change={change}
          hasAlways={false}
        />
      </div>
    </>
  )
}
