import type { RunOrderField } from '../schema.gen.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { Icon } from '../ui/icon.tsx'
import { type RunColumn, runColumns } from './columns.ts'
import type { ChangeView } from './useview.ts'
import { type Sort, sortText } from './view.ts'
import styles from './row.module.css'

const fields: Partial<Record<RunColumn, RunOrderField>> = {
  flow: 'FLOW',
  started: 'STARTED',
  took: 'DURATION',
}

interface HeadProps {
  readonly sort: Sort
  readonly change: ChangeView
  readonly columns: readonly RunColumn[]
}

/** The names of the columns. Those that the API can order by are buttons. */
export function Head({ sort, change, columns }: HeadProps) {
  useKeys({ sort: () => focusSorted() })
  return (
    <div className={styles['head']} role="row" aria-rowindex={1}>
      <span role="columnheader">
        <span className="hidden-text">Selected</span>
      </span>
      {columns.map((column) => (
        <SortableHead
          key={column}
          className={column}
          name={runColumns.names[column]}
          field={fields[column]}
          sort={sort}
          change={change}
        />
      ))}
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
