import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import type { Order } from './order.ts'
import styles from './sorthead.module.css'

interface Props<Field extends string> {
  readonly field?: Field
  readonly order: Order<string>
  readonly onSort: (order: Order<Field>) => void
  readonly isNumber?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** The head of a column, which sorts by it where the API can. */
export function SortHead<Field extends string>(props: Props<Field>) {
  const { field, order, onSort, isNumber = false, className, children } = props
  const isSorted = field !== undefined && order.field === field
  const direction = isSorted && order.direction === 'DESC' ? 'ASC' : 'DESC'
  const sorted = order.direction === 'DESC' ? 'descending' : 'ascending'
  return (
    <div
      role="columnheader"
      className={`${styles['head']} ${className ?? ''}`}
      data-number={isNumber}
      {...(field !== undefined && { 'aria-sort': isSorted ? sorted : 'none' })}
    >
      {field === undefined ? (
        children
      ) : (
        <button type="button" data-sorted={isSorted} onClick={() => onSort({ field, direction })}>
          {children}
          {isSorted && <Icon of={order.direction === 'DESC' ? 'arrowDown' : 'up'} size={12} />}
        </button>
      )}
    </div>
  )
}
