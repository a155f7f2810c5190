/** What of an execution decides where it stands. */
export interface Standing {
  readonly status: string
  readonly attempt: number
}

/** A cell of the grid: one id, or several that are done, one after another. */
export interface Cell {
  /** Of the first one, from 0. */
  readonly index: number
  readonly count: number
}

/** Nothing needs to be done about it. */
export const isDone = ({ status }: Standing) => status === 'COMPLETED'

const ranks = [
  'FAILED',
  'TIMED_OUT',
  'UNKNOWN',
  'CANCELLED',
  'RETRYING',
  'WAITING',
  'PAUSED',
  'RUNNING',
  'PENDING',
]
const rankOf = ({ status, attempt }: Standing) => {
  const rank = ranks.indexOf(status === 'RUNNING' && attempt > 1 ? 'RETRYING' : status)
  return rank === -1 ? ranks.length : rank
}

/** What is not well or not done, the worst first, otherwise in the order given. */
export const openOnes = <One extends Standing>(all: readonly One[]): readonly One[] =>
  all.filter((one) => !isDone(one)).toSorted((a, b) => rankOf(a) - rankOf(b))

/** With `isFolded`, neighbours that are done are one cell. */
export function cellsOf(all: readonly (Standing | undefined)[], isFolded: boolean): readonly Cell[] {
  const cells: Cell[] = []
  all.forEach((one, index) => {
    const last = cells.at(-1)
    const isNext = isFolded && last && one && isDone(one) && isDoneAt(all, last.index)
    if (isNext) cells[cells.length - 1] = { ...last, count: last.count + 1 }
    else cells.push({ index, count: 1 })
  })
  return cells
}

const isDoneAt = (all: readonly (Standing | undefined)[], index: number) => {
  const one = all[index]
  return one !== undefined && isDone(one)
}

/** How many cells stand in a row: tens, if there is room for them. */
export function perRow(width: number, [cell, gap, margin]: readonly [number, number, number]): number {
  const room = Math.max(1, Math.floor((width - margin + gap) / (cell + gap)))
  return Math.min(30, room < 10 ? room : room - (room % 10))
}

export function rowsOf<One>(all: readonly One[], inRow: number): readonly (readonly One[])[] {
  return Array.from({ length: Math.ceil(all.length / inRow) }, (_, row) =>
    all.slice(row * inRow, (row + 1) * inRow),
  )
}
