import { setTimeout as pause } from 'node:timers/promises'
import type { LoadClient } from '../common/load.ts'
import { median, percentile } from '../common/numbers.ts'
import type { Fault } from './faults.ts'
import { type Ledger, type Work, works } from './ledger.ts'

/** What one fault cost. */
export interface Round {
  readonly name: string
  /** Milliseconds within which 95 % of the look-ups of the other store were answered. */
  readonly before: number
  readonly during: number
  /** Milliseconds that a refused request took. */
  readonly refused: { readonly count: number; readonly median: number; readonly most: number }
  /** Seconds from the end of the fault until each work succeeded again. */
  readonly recovered: Readonly<Record<Work, number>>
}

interface Given {
  readonly client: LoadClient
  /** What the second store is asked. */
  readonly url: string
  readonly bodies: readonly string[]
  readonly seconds: number
}

/** How long it may take until everything works again. */
const patience = 60_000

export async function oneRound(name: string, fault: Fault, given: Given, ledger: Ledger): Promise<Round> {
  const { client, url, bodies, seconds } = given
  const look = () => client.run({ url, bodies, ms: seconds * 1_000, lanes: 2 })
  await pause(1_000)
  const { p95Ms: before } = await look()
  ledger.refusals.length = 0
  await fault.begin()
  const { p95Ms: during } = await look()
  await fault.end()
  const ended = performance.now()
  ledger.worked.clear()
  while (ledger.worked.size < works.length && performance.now() - ended < patience) await pause(20)
  const { refusals, worked } = ledger
  const recoveredAfter = (work: Work) => ((worked.get(work) ?? Infinity) - ended) / 1_000
  return {
    name,
    before,
    during,
    refused: {
      count: refusals.length,
      median: refusals.length === 0 ? 0 : median(refusals),
      most: percentile([0, ...refusals], 1),
    },
    recovered: {
      read: recoveredAfter('read'),
      write: recoveredAfter('write'),
      queue: recoveredAfter('queue'),
      stream: recoveredAfter('stream'),
    },
  }
}
