import { type Change, mergeSnapshot } from '../../client/live/merge.ts'
import type { Ticks } from '../../client/live/rows.ts'
import type { Thing } from './thing.ts'

/** What is watched, under the id that was asked for, which may be its key. */
export interface Row {
  readonly asked: string
  readonly thing: Thing
}

export interface Watching {
  readonly rows: ReadonlyMap<string, Row>
  readonly unavailable: readonly string[]
  /** All of them were looked for. What has no row is unknown then. */
  readonly isAnswered: boolean
  /** Nothing could be looked up, or, if it is answered, not everything. */
  readonly error: Error | undefined
  /** Why changes are not told. */
  readonly refusal: string | undefined
}

export const nothingWatched: Watching = {
  rows: new Map(),
  unavailable: [],
  isAnswered: false,
  error: undefined,
  refusal: undefined,
}

export interface Source {
  /** Tells changes. Returns what ends that. */
  watch(told: (change: Change<Row>) => void, refused: (message: string | undefined) => void): () => void
  /** Looks for all of them. Without rows they could not be looked up. */
  look(): Promise<{
    readonly rows: readonly Row[] | undefined
    readonly error: Error | undefined
    readonly ticks: Ticks | undefined
  }>
}

/** What changes at once is shown together. */
const togetherMs = 30

/** Subscribes, then asks, and tells what is known after each change. */
export function followSource(source: Source, tell: (change: Partial<Watching>) => void): () => void {
  const merged = mergeSnapshot<Row>(({ asked }) => asked)
  let [isOver, isDue, hasRows] = [false, false, false]
  const tellSoon = () => {
    if (isDue) return
    isDue = true
    // Not before the next frame: a tab that is hidden has none, and its title tells how many run.
    setTimeout(() => {
      isDue = false
      if (!isOver) tell({ rows: new Map(merged.rows()), unavailable: [...merged.unavailable()] })
    }, togetherMs)
  }
  const end = source.watch(
    (change) => {
      if (merged.apply(change) === 'changed' && hasRows) tellSoon()
    },
    (message = 'The server does not tell changes.') => tell({ refusal: message }),
  )
  const look = async () => {
    const loading = merged.load()
    try {
      const { rows, error, ticks } = await source.look()
      if (rows) loading.replace({ rows, ticks })
      if (!isOver) tell({ isAnswered: rows !== undefined, error })
    } catch (error) {
      if (!isOver) tell({ error: error as Error })
    }
    loading.end()
    // If it failed, what is told of each id shows it all the same.
    hasRows = true
    tellSoon()
  }
  void look()
  return () => {
    isOver = true
    end()
  }
}
