import { useState } from 'react'
import { useAsk } from '../data/ask.ts'
import { StartDocument } from './start.gen.ts'

const renewMs = 3_000

/** What an empty list means: that nothing was ever recorded, or that there are only executions without a run. */
export function useStart(isEmpty: boolean): 'nothing' | 'executions' | undefined {
  // Where there are runs, and a filter leaves none, there is nothing to wait for.
  const [hasRuns, setHasRuns] = useState(false)
  const { data } = useAsk(StartDocument, isEmpty ? {} : undefined, hasRuns ? {} : { everyMs: renewMs })
  const { runs, executionHistory } = data ?? {}
  if ((runs?.nodes.length ?? 0) > 0 && !hasRuns) setHasRuns(true)
  if (!isEmpty || !runs || !executionHistory || runs.nodes.length > 0) return undefined
  // What does not answer may have plenty.
  if (runs.unavailable.length + executionHistory.unavailable.length > 0) return undefined
  return executionHistory.nodes.length > 0 ? 'executions' : 'nothing'
}
