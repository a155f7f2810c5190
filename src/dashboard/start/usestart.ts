import { useAsk } from '../data/ask.ts'
import { StartDocument } from './start.gen.ts'

const renewMs = 3_000

/** What an empty list means: that nothing was ever recorded, or that there are only executions without a run. */
export function useStart(isEmpty: boolean): 'nothing' | 'executions' | undefined {
  const { data } = useAsk(StartDocument, isEmpty ? {} : undefined, { everyMs: renewMs })
  const { runs, executionHistory } = data ?? {}
  if (!isEmpty || !runs || !executionHistory || runs.nodes.length > 0) return undefined
  // What does not answer may have plenty.
  if (runs.unavailable.length + executionHistory.unavailable.length > 0) return undefined
  return executionHistory.nodes.length > 0 ? 'executions' : 'nothing'
}
