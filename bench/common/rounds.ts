import { type LoadClient } from './load.ts'
import type { Contestant } from './processes.ts'

/** A contestant and its requests. */
export interface Entry {
  readonly name: string
  readonly contestant: Contestant
  readonly bodies: readonly string[]
  readonly token?: string | undefined
  /** Characters that each answer has at least. */
  readonly least?: number
}

/** A figure per round. */
export interface Measured {
  readonly name: string
  /** Microseconds of the server's CPU per request, with several at once. */
  readonly cpu: number[]
  /** Milliseconds per request, one at a time. */
  readonly latency: number[]
}

export interface Rounds {
  readonly warmUpMs: number
  readonly rounds: number
  readonly busyMs: number
  readonly quietMs: number
}

const lanes = 4

/** Measures all entries in turn, so that noise of the machine affects all of them. */
export async function measure(
  entries: readonly Entry[],
  client: LoadClient,
  { warmUpMs, rounds, busyMs, quietMs }: Rounds,
): Promise<Measured[]> {
  for (const entry of entries) {
    await client.run({ ...jobOf(entry), ms: warmUpMs, lanes })
  }
  const measured = entries.map(({ name }): Measured => ({ name, cpu: [], latency: [] }))
  for (let round = 0; round < rounds; round++) {
    const order = [...entries.keys()]
    // Every other round is reversed, so that no entry always follows the same one.
    if (round % 2 === 1) order.reverse()
    for (const index of order) {
      const { contestant } = entries[index]!
      const before = await contestant.cpu()
      const job = jobOf(entries[index]!)
      const { requests } = await client.run({ ...job, ms: busyMs, lanes })
      const used = (await contestant.cpu()) - before
      const { latencyMs } = await client.run({ ...job, ms: quietMs, lanes: 1 })
      measured[index]!.cpu.push(used / requests)
      measured[index]!.latency.push(latencyMs)
    }
    process.stdout.write(`round ${round + 1} of ${rounds}\r`)
  }
  return measured
}

const jobOf = ({ contestant, bodies, token, least }: Entry) => ({
  ...{ url: contestant.url, bodies, token },
  ...(least !== undefined && { least }),
})
