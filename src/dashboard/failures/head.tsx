import type { Range } from '../address/range.ts'
import { useAddress } from '../address/usesearch.ts'
import { Icon } from '../ui/icon.tsx'
import { type Order, orderOf } from './usegroups.ts'
import styles from './failures.module.css'
import table from '../ui/table.module.css'

/** What the columns are, and by which of them the groups are ordered. */
export function GroupsHead({ range: { name, partName } }: { range: Range }) {
  const trend = [name ?? 'This time', ...(partName ? [`by ${partName}`] : [])].join(', ')
  return (
    <div className={`${table['head']} ${styles['head']}`} role="row">
      <span role="columnheader">What failed, and where</span>
      <Sortable by="-count" title="Count" className="number" />
      <span role="columnheader" className="cut">
        {trend}
      </span>
      <Sortable by="-first" title="First seen" />
      <Sortable by="-last" title="Last seen" />
      <span role="columnheader">Newest failure</span>
    </div>
  )
}

function Sortable({ by, title, className }: { by: Order; title: string; className?: string }) {
  const [search, change] = useAddress()
  const isOn = orderOf(search) === by
  return (
    <span role="columnheader" className={className} aria-sort={isOn ? 'descending' : 'none'}>
      <button
        type="button"
        className={table['sort']}
        onClick={() => change({ sort: by === '-count' ? undefined : by })}
      >
        {title} {isOn && <Icon of="arrowDown" size={10} />}
      </button>
    </span>
  )
}
