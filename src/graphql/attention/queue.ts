import type { QueueWaits, TriedAction } from '../../db/queue/waits.ts'
import type { AttentionItemOf } from '../models.ts'
import { manyAttempts } from './running.ts'
import { spanText } from './spans.ts'

/** Work that waits longer than this many times the median wants attention, if it is more than the least. */
const times = 10
const leastMs = 60_000
/** Of fewer, there is no telling what is usual. */
const leastLooked = 5

/** The kinds of actions and the flows of which the oldest work waits too long. */
export function longWaits(rows: readonly QueueWaits[], backend: string, now: number): AttentionItemOf[] {
  return rows.flatMap(({ what, name, looked, oldest, waits }) => {
    if (oldest === null || looked < leastLooked) return []
    const sorted = Float64Array.from(waits.split(',').map(Number)).toSorted()
    const median = Math.max(0, sorted[Math.ceil(looked / 2) - 1]!)
    const bound = Math.max(leastMs, times * median)
    const ms = now - oldest
    if (ms <= bound) return []
    const work = what === 'kind' ? `action of kind ${name}` : 'execution'
    const why = `The oldest ${work} waits for ${spanText(ms)}; the median of ${looked} is ${spanText(median)}.`
    const of = what === 'kind' ? { flow: null, queue: name } : { flow: name }
    return [
      {
        kind: 'QUEUE_WAITING',
        why,
        since: oldest,
        factor: ms / bound,
        backend,
        about: `${what} ${name}`,
        ...of,
      },
    ]
  })
}

/** Executions of which a node is tried again and again. */
export const nodesGoingRound = (rows: readonly TriedAction[], backend: string): AttentionItemOf[] =>
  rows.map(({ executionId, nodeId, tries, orderAt }) => ({
    kind: 'ATTEMPTS',
    why: `Try ${tries} of node ${nodeId} waits or is in progress.`,
    since: orderAt,
    factor: tries / manyAttempts,
    backend,
    about: `${executionId} ${nodeId}`,
    flow: null,
    executionId,
  }))
