import type { RunOrderField } from '../schema.gen.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { Icon } from '../ui/icon.tsx'
import type { ChangeView } from './useview.ts'
import { type Sort, sortText } from './view.ts'
import styles from './row.module.css'

interface HeadProps {
  readonly sort: Sort
  readonly change: ChangeView
  readonly hasBackend: boolean
}

/** The names of the columns. Those that the API can order by are buttons. */
export function Head({ sort, change, hasBackend }: HeadProps) {
  useKeys({ sort: () => focusSorted() })
  const column = (className: string, name: string, field?: RunOrderField) => (
    <SortableHead key={name} className={className} name={name} field={field} sort={sort} change={change} />
  )
  return (
    <div className={styles['head']} role="row" aria-rowindex={1}>
      <span role="columnheader">
        <span className="hidden-text">Selected</span>
      </span>
      {column('status', 'Status and reason')}
      {column('flow', 'Flow', 'FLOW')}
      {column('name', 'Number, name')}
      {column('user', 'User')}
      {column('started', 'Started', 'STARTED')}
      {column('took', 'Duration, to median', 'DURATION')}
      {column('tags', 'Tags')}
      {hasBackend && column('backend', 'Backend')}
    </div>
  )
}

/** From there, Tab and Enter sort by another column. */
function focusSorted(): boolean {
  const button = document.querySelector<HTMLElement>('[role=columnheader]:not([aria-sort=none]) > button')
  button?.focus()
  return button !== null
}

interface ColumnProps {
  readonly className: string
  readonly name: string
  readonly field: RunOrderField | undefined
  readonly sort: Sort
  readonly change: ChangeView
}

function SortableHead({ className, name, field, sort, change }: ColumnProps) {
  if (!field)
    return (
      <span role="columnheader" className={styles[className]}>
        {name}
      </span>
    )
  const isOn = sort.field === field
  const next: Sort = { field, isDescending: isOn ? !sort.isDescending : field !== 'FLOW' }
  return (
    <span
      role="columnheader"
      className={styles[className]}
      aria-sort={isOn ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => change({ sort: sortText(next) })}>
        {name}
        {isOn && <Icon of={sort.isDescending ? 'arrowDown' : 'up'} size={12} />}
      </button>
    </span>
  )
}
