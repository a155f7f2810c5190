import { useEffect, useState } from 'react'
import { type Merged, mergeSnapshot } from '../../client/live/merge.ts'
import { ask } from '../data/ask.ts'
import { watch } from '../data/live.ts'
import { ExecutionsWatchedDocument, type WatchedFragment, WatchedExecutionsDocument } from './watch.gen.ts'

/** An execution under the id that was asked for, which may be its key. */
interface Row {
  readonly asked: string
  readonly execution: WatchedFragment
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

const nothing: Watching = {
  rows: new Map(),
  unavailable: [],
  isAnswered: false,
  error: undefined,
  refusal: undefined,
}

/** What changes at once is shown together. */
const togetherMs = 30

/** The executions of these ids, and what happens to them. */
export function useWatched(ids: readonly string[]): Watching & { readonly again: () => void } {
  const [watching, setWatching] = useState(nothing)
  const [round, setRound] = useState(0)
  const key = JSON.stringify(ids)
  useEffect(() => {
    const asked = JSON.parse(key) as readonly string[]
    if (asked.length === 0) {
      setWatching(nothing)
      return
    }
    // What is watched still has the state that was last known, until the answer comes.
    setWatching(({ rows }) => ({ ...nothing, rows }))
    return follow(asked, (change) => setWatching((old) => ({ ...old, ...change })))
  }, [key, round])
  return { ...watching, again: () => setRound((old) => old + 1) }
}

/** Subscribes, then asks, and tells what is known after each change. */
function follow(ids: readonly string[], tell: (change: Partial<Watching>) => void): () => void {
  const merged: Merged<Row> = mergeSnapshot(({ asked }) => asked)
  let isOver = false
  let isDue = false
  const tellSoon = () => {
    if (isDue) return
    isDue = true
    // Not before the next frame: a tab that is hidden has none, and its title tells how many run.
    setTimeout(() => {
      isDue = false
      if (!isOver) tell({ rows: new Map(merged.rows()), unavailable: [...merged.unavailable()] })
    }, togetherMs)
  }
  let hasRows = false
  const end = watch(
    ExecutionsWatchedDocument,
    { ids: [...ids] },
    {
      next({ executionsChanged: { kind, id, backend, execution } }, ticks) {
        const row = execution && { asked: id, execution }
        if (merged.apply({ kind, id, backend, row, ticks }) === 'changed' && hasRows) tellSoon()
      },
      error: ([first]) => tell({ refusal: first?.message ?? 'The server does not tell changes.' }),
    },
  )
  const look = async () => {
    const loading = merged.load()
    try {
      const { data, error, ticks } = await ask(WatchedExecutionsDocument, { ids: [...ids] })
      if (data?.executions) loading.replace({ rows: rowsOf(ids, data.executions), ticks })
      if (!isOver) tell({ isAnswered: Boolean(data?.executions), error })
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

const rowsOf = (ids: readonly string[], executions: readonly (WatchedFragment | null)[]): readonly Row[] =>
  executions.flatMap((execution, index) => (execution ? [{ asked: ids[index]!, execution }] : []))
