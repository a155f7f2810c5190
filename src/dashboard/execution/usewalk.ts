import { executionAddress } from '../address/addresses.ts'
import { type ReadWalk, type Walked, useSteps } from '../walk/usesteps.ts'
import { useWalkKeys } from '../walk/usewalkkeys.ts'

const readExecutions: ReadWalk = async (list, key) =>
  (await import('../executions/readwalk.ts')).readWalk(list, key)

/** The list that the execution was opened from, and what stands around the execution there. */
export function useWalk(key: string): Walked | undefined {
  const steps = useSteps(key, readExecutions)
  useWalkKeys(steps, executionAddress)
  return steps
}
