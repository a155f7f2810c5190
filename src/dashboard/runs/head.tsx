import type { Order } from '../list/order.ts'
import { SortHead } from '../list/sorthead.tsx'
import type { RunField } from './order.ts'
import styles from './runs.module.css'

interface Props {
  readonly order: Order<RunField>
  readonly onSort: (order: Order<RunField>) => void
}

export function RunsHead(sort: Props) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} style={{ display: 'contents' }}>
        <div role="columnheader">
          <span className="hidden-text">Selected</span>
        </div>
        <SortHead {...sort}>Status and reason</SortHead>
        <SortHead field="FLOW" {...sort}>
          Flow
        </SortHead>
        <SortHead {...sort}>
          <span>
            Number<span className={styles['name']}>, name</span>
          </span>
        </SortHead>
        <SortHead className={styles['user']} {...sort}>
          User
        </SortHead>
        <SortHead field="STARTED" {...sort}>
          Started
        </SortHead>
        <SortHead field="DURATION" isNumber {...sort}>
          Duration, to median
        </SortHead>
        <SortHead className={styles['tags']} {...sort}>
          Tags
        </SortHead>
        <SortHead className={styles['backend']} {...sort}>
          Backend
        </SortHead>
      </div>
    </div>
  )
}
