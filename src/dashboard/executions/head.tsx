import type { ReactNode } from 'react'
import type { ChangeView } from '../runs/useview.ts'
import type { OrderDirection } from '../schema.gen.ts'
import { Icon } from '../ui/icon.tsx'
import { type ExecutionColumn, executionColumns } from './columns.ts'
import styles from './executions.module.css'

interface HeadProps {
  readonly direction: OrderDirection
  readonly change: ChangeView
  readonly columns: readonly ExecutionColumn[]
}

/** The names of the columns. The API can order by the start alone. */
export function ExecutionHead({ direction, change, columns }: HeadProps) {
  const isDescending = direction === 'DESC'
  const titleOf = (column: ExecutionColumn): ReactNode =>
    column === 'started' ? (
      <button type="button" onClick={() => change({ sort: isDescending ? 'started' : undefined })}>
        Started
        <Icon of={isDescending ? 'arrowDown' : 'up'} size={12} />
      </button>
    ) : (
      executionColumns.names[column]
    )
  return (
    <div className={styles['head']} role="row" aria-rowindex={1}>
      {columns.map((column) => (
        <span
          key={column}
          role="columnheader"
          className={styles[column]}
          {...(column === 'started' && { 'aria-sort': isDescending ? 'descending' : 'ascending' })}
        >
          {titleOf(column)}
        </span>
      ))}
    </div>
  )
}
