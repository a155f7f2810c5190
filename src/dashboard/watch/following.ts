import { type Change, mergeSnapshot } from '../../client/live/merge.ts'
import type { Ticks } from '../../client/live/rows.ts'
import { awayIn } from '../data/codeof.ts'
import { createRetry } from '../data/retry.ts'
import { errorOf } from '../data/seldom.ts'
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

/** Subscribes, then asks until all were looked up, and tells what is known after each change. */
export function followSource(source: Source, tell: (change: Partial<Watching>) => void): () => void {
  const merged = mergeSnapshot<Row>(({ asked }) => asked)
  const retry = createRetry(() => void look())
  let [isOver, isDue, isLooking, hasRows] = [false, false, false, false]
  /** What did not answer the last look. The stream may tell that later, or not at all. */
  let away = new Set<string>()
  const tellSoon = () => {
    if (isDue) return
    isDue = true
    // Not before the next frame: a tab that is hidden has none, and its title tells how many run.
    setTimeout(() => {
      isDue = false
      if (isOver) return
      tell({ rows: new Map(merged.rows()), unavailable: [...new Set([...merged.unavailable(), ...away])] })
    }, togetherMs)
  }
  const end = source.watch(
    (change) => {
      const isBack = change.kind !== 'UNAVAILABLE' && change.backend !== null && away.delete(change.backend)
      if ((merged.apply(change) === 'changed' || isBack) && hasRows) tellSoon()
      if (isBack) void look()
    },
    (message = 'The server does not tell changes.') => tell({ refusal: message }),
  )
  const look = async () => {
    if (isLooking || isOver) return
    isLooking = true
    retry.stop()
    const loading = merged.load()
    const { rows, error, ticks } = await source.look().catch(failed)
    // Of what did not answer now, the rows are the last that were known.
    if (rows && error) loading.add({ rows, ticks })
    else if (rows) loading.replace({ rows, ticks })
    loading.end()
    isLooking = false
    if (isOver) return
    away = new Set(awayIn(error))
    tell({ error, ...(rows && { isAnswered: true }) })
    if (error) retry.failed(error)
    else retry.succeeded()
    // If it failed, what is told of each id shows it all the same.
    hasRows = true
    tellSoon()
  }
  void look()
  return () => {
    isOver = true
    retry.stop()
    end()
  }
}

const failed = (problem: unknown) => ({ rows: undefined, error: errorOf(problem), ticks: undefined })
