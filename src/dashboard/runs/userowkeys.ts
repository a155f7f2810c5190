import { useNavigate } from '@tanstack/react-router'
import { compareAddress, runAddress } from '../address/addresses.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { copy } from '../ui/notice.tsx'
import type { useSelection } from './selection.ts'
import type { useRunList } from './userunlist.ts'
import type { ChangeView } from './useview.ts'
import { fromList } from '../walk/walk.ts'

interface Rows {
  readonly runs: Pick<ReturnType<typeof useRunList>, 'list' | 'order'>
  /** The row that keys act on. */
  readonly current: string | undefined
  /** Its place, or the one it had. */
  readonly at: number
  /** The run that is peeked at. */
  readonly peeked: string | undefined
  readonly selection: ReturnType<typeof useSelection>
  readonly change: ChangeView
  /** Makes a row the current one. */
  readonly go: (index: number) => void
  readonly take: () => void
}

const isInGrid = () => document.activeElement?.closest('[role=grid]') != null

/** What the keys do in a list of runs. Returns what a click does, too. */
export function useRowKeys({ runs, current, at, peeked, selection, change, go, take }: Rows) {
  const { list, order } = runs
  const navigate = useNavigate()
  const open = (id: string) => {
    const run = list.row(id)
    if (run) void navigate({ to: runAddress(run), state: fromList() })
  }
  const peek = (id: string) => change({ sel: peeked === id ? undefined : id }, 'replace')
  const withCurrent = (act: (id: string) => void) => () => {
    const id = current ?? peeked
    if (id === undefined || !order.includes(id)) return false
    act(id)
    return true
  }
  const compare = () => {
    const [a, b] = [...selection.selected]
    if (a === undefined || b === undefined)
      return withCurrent((id) => void navigate({ to: compareAddress({ b: id }) }))()
    void navigate({ to: compareAddress({ a, b }) })
    return true
  }
  const close = () => {
    if (peeked !== undefined) change({ sel: undefined }, 'replace')
    else if (selection.selected.size > 0) selection.clear()
    else return false
    return true
  }
  useKeys({
    down: () => go(isInGrid() || peeked !== undefined ? at + 1 : Math.max(0, at)),
    up: () => go(at - 1),
    open: withCurrent(open),
    peek: withCurrent(peek),
    select: withCurrent(selection.toggle),
    selectRange: withCurrent((id) => selection.selectTo(id, order)),
    takeNew: take,
    compare,
    copyId: withCurrent((id) => void copy(id, 'Id')),
    close,
  })
  return { open, peek }
}
