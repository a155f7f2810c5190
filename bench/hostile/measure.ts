import { setTimeout } from 'node:timers/promises'
import { answer, start, stopped } from '../common/processes.ts'
import { startProgram } from '../common/program.ts'
import type { Fared } from './good.ts'
import { type Watched, watch } from './watch.ts'
import type { Row } from './row.ts'

export interface Measured extends Fared, Watched {
  readonly store: string
  readonly row: Row
  /** The answers to the hostile client, and their counts. */
  readonly answers: Readonly<Record<string, number>>
}

export interface Setup {
  readonly ms: number
  /** The server's checkout. */
  readonly checkout: string | undefined
}

/** A fresh server under one row's attack, beside a well-behaved client. */
export async function measure(
  store: string,
  url: string,
  row: Row,
  { ms, checkout }: Setup,
): Promise<Measured> {
  const server = await startProgram(url, checkout)
  const watched = watch(server.child)
  const attacker = start(new URL('./attacker.ts', import.meta.url))
  const good = start(new URL('./good.ts', import.meta.url))
  const tell = async <T>(child: typeof good, job: object) => {
    child.send(job)
    const told = (await answer(child)) as T | { error: string }
    if (typeof told === 'object' && told !== null && 'error' in told) throw new Error(told.error)
    return told
  }
  try {
    const { ids } = await tell<{ ids: string[] }>(attacker, { row: row.number, url: server.url })
    // Lets the work that recording left behind finish.
    await setTimeout(1_000)
    const attack = async () => {
      // The well-behaved client was there before, and is connected.
      await setTimeout(1_000)
      return tell<Pick<Measured, 'answers'>>(attacker, { row: row.number, url: server.url, ms })
    }
    const [fared, { answers }] = await Promise.all([
      tell<Fared>(good, { origin: server.origin, ids, ms: ms + 1_000 }),
      attack(),
    ])
    return { store, row, ...fared, answers, ...watched.stop() }
  } finally {
    watched.stop()
    await Promise.all([stopped(attacker), stopped(good), server.kill()])
  }
}
