import { useState } from 'react'
import { useAsk } from '../data/ask.ts'
import { isFinal } from '../data/codeof.ts'
import { useKept } from '../data/kept.ts'
import { isOpen } from '../../client/standing.ts'
import {
  CompareExecutionsDocument,
  type CompareExecutionsQuery,
  CompareRunsDocument,
  type CompareRunsQuery,
} from './compare.gen.ts'
import { mayBeRun } from './sides.ts'

export type RunComparison = NonNullable<NonNullable<CompareRunsQuery['compareRuns']>[number]>
export type ExecutionComparison = NonNullable<
  NonNullable<CompareExecutionsQuery['compareExecutions']>[number]
>

const renewMs = 5_000

/** What two ids have in common and what not. An id that is not that of a run may be that of an execution. */
export function useComparison(a: string | undefined, b: string) {
  const pairs = [{ right: b, left: a ?? null }]
  const isRun = mayBeRun(b)
  const [isMoving, setMoving] = useState(false)
  const every = { everyMs: isMoving ? renewMs : undefined }
  const asRuns = useAsk(CompareRunsDocument, isRun ? { pairs } : undefined, every)
  const runs = useKept(asRuns.data?.compareRuns?.[0] ?? undefined)
  const isNone = !isRun || (!asRuns.isLoading && asRuns.data !== undefined && !runs)
  const asExecutions = useAsk(CompareExecutionsDocument, isNone ? { pairs } : undefined, every)
  const executions = useKept(asExecutions.data?.compareExecutions?.[0] ?? undefined)
  const found = runs ?? executions
  const answer = isNone ? asExecutions : asRuns
  // What runs is looked at again, until it is over, and what does not answer until it does.
  const isAway = answer.error !== undefined && !isFinal(answer.error)
  const moves =
    isAway ||
    (found !== undefined && [found.left, found.right].some((one) => one !== null && isOpen(one.status)))
  if (moves !== isMoving) setMoving(moves)
  return { runs, executions, answer, ...every }
}
