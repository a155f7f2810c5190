import { useAsk } from '../data/ask.ts'
import { ExecutionBaseDocument } from './execution.gen.ts'

/** The last good one of its flow and step, to compare a failed execution with. `null`: there is none. */
export function useBase(key: string, isWanted: boolean) {
  const { data } = useAsk(ExecutionBaseDocument, isWanted ? { id: key } : undefined)
  const found = data?.compareExecutions?.[0]
  // An id says nothing of which it is.
  return found && !found.left ? null : { name: undefined, a: found?.left?.key, b: key }
}
