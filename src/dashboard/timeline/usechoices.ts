import { valueOf } from '../address/query.ts'
import { useAddress } from '../address/usesearch.ts'
import type { Only, Order } from './tree.ts'

/** How the timeline is shown. All of it is in the address. */
export interface Choices {
  readonly order: Order
  readonly only: Only
  readonly isGrouped: boolean
  readonly isFromStart: boolean
  /** Idle time is collapsed. */
  readonly isCollapsed: boolean
  choose(change: Partial<Omit<Choices, 'choose'>>): void
}

const oneOf = <Value extends string>(text: string | undefined, values: readonly [Value, ...Value[]]): Value =>
  values.find((value) => value === text) ?? values[0]

export function useChoices(): Choices {
  const [search, change] = useAddress()
  const { sort, only, group, axis, idle } = Object.fromEntries(
    ['sort', 'only', 'group', 'axis', 'idle'].map((name) => [name, valueOf(search, name)]),
  )
  return {
    order: oneOf(sort, ['start', 'duration', 'status']),
    only: oneOf(only, ['all', 'failed', 'running', 'cancelled']),
    isGrouped: group !== 'none',
    isFromStart: axis === 'start',
    isCollapsed: idle !== 'shown',
    choose(next) {
      change(
        {
          ...(next.order !== undefined && { sort: next.order === 'start' ? undefined : next.order }),
          ...(next.only !== undefined && { only: next.only === 'all' ? undefined : next.only }),
          ...(next.isGrouped !== undefined && { group: next.isGrouped ? undefined : 'none' }),
          ...(next.isFromStart !== undefined && { axis: next.isFromStart ? 'start' : undefined }),
          ...(next.isCollapsed !== undefined && { idle: next.isCollapsed ? undefined : 'shown' }),
        },
        false,
      )
    },
  }
}
