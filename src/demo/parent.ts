import type { AttemptRecord, ExecutionRecord, NodeRecord } from '../db/recording/records.ts'
import { type Ending, type Span, attempts } from './attempts.ts'
import { nodeResult, nodeStatuses } from './dag.ts'
import type { Dice } from './dice.ts'

/** An execution that starts others gets the state of the last of them. Its error leads to them: it is none of its own. */
export function attemptsOver(span: Span, ending: Ending): AttemptRecord[] {
  const verdict = ending === 'OK' || ending === 'FAILED' ? ending : null
  return attempts([verdict], span, () =>
    verdict === 'FAILED' ? 'AgentError: a step failed, see the children' : null,
  )
}

export function resultsOf(children: readonly ExecutionRecord[]): NodeRecord[] {
  return children.flatMap(({ step, attempts: tries, outputs }) =>
    tries.map(({ number, startedAt, finishedAt, verdict, error }) => ({
      ...nodeResult(step!, verdict === null ? 'RUNNING' : nodeStatuses[verdict], {
        from: startedAt,
        to: finishedAt,
      }),
      attempt: number,
      error,
      value: verdict === 'OK' ? outputs : null,
    })),
  )
}

export function factsOf(tries: readonly AttemptRecord[], d: Dice): ExecutionRecord['metadata'] {
  return tries.flatMap(({ number: attempt, startedAt: ts }) => [
    { attempt, field: 'host', value: `worker-${d.whole(1, 24)}`, ts },
    ...(d.chance(0.3) ? [{ attempt, field: 'memory-mb', value: String(d.spread(900)), ts }] : []),
  ])
}
