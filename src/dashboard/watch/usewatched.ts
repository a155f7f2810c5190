import { useEffect, useState } from 'react'
import { mayBeRunId } from './addressed.ts'
import { type Watching, followSource, nothingWatched } from './following.ts'
import { executionSource, runSource } from './sources.ts'

/** The executions and runs of these ids, and what happens to them. An execution comes before a run of the same id. */
export function useWatched(ids: readonly string[]): Watching & { readonly again: () => void } {
  const [round, setRound] = useState(0)
  const executions = useFollowed(ids, executionSource, round)
  const runIds = ids.filter(mayBeRunId)
  const runs = useFollowed(runIds, runSource, round)
  const again = () => setRound((old) => old + 1)
  if (runIds.length === 0) return { ...executions, again }
  return {
    rows: new Map([...runs.rows, ...executions.rows]),
    unavailable: [...new Set([...executions.unavailable, ...runs.unavailable])],
    isAnswered: executions.isAnswered && runs.isAnswered,
    error: executions.error ?? runs.error,
    refusal: executions.refusal ?? runs.refusal,
    again,
  }
}

function useFollowed(
  ids: readonly string[],
  sourceOf: typeof executionSource | typeof runSource,
  round: number,
): Watching {
  const [watching, setWatching] = useState(nothingWatched)
  const key = JSON.stringify(ids)
  useEffect(() => {
    const asked = JSON.parse(key) as readonly string[]
    if (asked.length === 0) {
      setWatching(nothingWatched)
      return
    }
    // What is watched still has the state that was last known, until the answer comes.
    setWatching(({ rows }) => ({ ...nothingWatched, rows }))
    return followSource(sourceOf(asked), (change) => setWatching((old) => ({ ...old, ...change })))
  }, [key, round, sourceOf])
  return watching
}
