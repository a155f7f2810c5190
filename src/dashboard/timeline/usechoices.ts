import { useParam } from '../address/useparam.ts'
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
  const [sort, setSort] = useParam('sort')
  const [only, setOnly] = useParam('only')
  const [group, setGroup] = useParam('group')
  const [axis, setAxis] = useParam('axis')
  const [idle, setIdle] = useParam('idle')
  return {
    order: oneOf(sort, ['start', 'duration', 'status']),
    only: oneOf(only, ['all', 'failed', 'running']),
    isGrouped: group !== 'none',
    isFromStart: axis === 'start',
    isCollapsed: idle !== 'shown',
    choose(change) {
      if (change.order !== undefined) setSort(change.order === 'start' ? undefined : change.order)
      if (change.only !== undefined) setOnly(change.only === 'all' ? undefined : change.only)
      if (change.isGrouped !== undefined) setGroup(change.isGrouped ? undefined : 'none')
      if (change.isFromStart !== undefined) setAxis(change.isFromStart ? 'start' : undefined)
      if (change.isCollapsed !== undefined) setIdle(change.isCollapsed ? undefined : 'shown')
    },
  }
}
