import type { AttemptRecord, ExecutionRecord, NodeRecord } from '../db/recording/records.ts'

/** An execution as it was at a time, in place of what is stored of it. `undefined`: it had not begun. */
export function asOf(whole: ExecutionRecord, now: number): ExecutionRecord | undefined {
  const attempts = whole.attempts
    .filter(({ startedAt }) => startedAt <= now)
    .map((one) => attemptAsOf(one, now))
  if (attempts.length === 0) return undefined
  const isOver = attempts.length === whole.attempts.length && attempts.at(-1)!.finishedAt !== null
  return {
    ...whole,
    onConflict: 'REPLACE',
    attempts,
    outputs: isOver ? whole.outputs : null,
    metadata: whole.metadata.filter(({ ts }) => ts <= now),
    nodeResults: whole.nodeResults
      .filter(({ startedAt }) => (startedAt === null ? isOver : startedAt <= now))
      .map((one) => nodeAsOf(one, now)),
  }
}

const attemptAsOf = (attempt: AttemptRecord, now: number): AttemptRecord =>
  attempt.finishedAt !== null && attempt.finishedAt > now
    ? { ...attempt, finishedAt: null, verdict: null, error: null }
    : attempt

const nodeAsOf = (node: NodeRecord, now: number): NodeRecord =>
  node.finishedAt !== null && node.finishedAt > now
    ? { ...node, status: 'RUNNING', finishedAt: null, durationMs: null, error: null, value: null }
    : node
