import type { ChangeView } from '../runs/useview.ts'
import type { OrderDirection } from '../schema.gen.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './executions.module.css'

interface HeadProps {
  readonly direction: OrderDirection
  readonly change: ChangeView
  readonly hasBackend: boolean
}

/** The names of the columns. The API can order by the start alone. */
export function ExecutionHead({ direction, change, hasBackend }: HeadProps) {
  const column = (className: string, name: string) => (
    <span role="columnheader" className={styles[className]}>
      {name}
    </span>
  )
  return (
    <div className={styles['head']} role="row" aria-rowindex={1}>
      {column('status', 'Status and reason')}
      {column('id', 'Execution')}
      {column('flow', 'Flow')}
      {column('step', 'Step')}
      {column('of', 'Run')}
      <span
        role="columnheader"
        className={styles['started']}
        aria-sort={direction === 'DESC' ? 'descending' : 'ascending'}
      >
        <button type="button" onClick={() => change({ sort: direction === 'DESC' ? 'started' : undefined })}>
          Started
          <Icon of={direction === 'DESC' ? 'arrowDown' : 'up'} size={12} />
        </button>
      </span>
      {column('took', 'Duration, to median')}
      {column('tags', 'Tags')}
      {hasBackend && column('backend', 'Backend')}
    </div>
  )
}
