import { setTimeout } from 'node:timers/promises'
import { answer, start, startContestant, stopped } from '../common/processes.ts'
import { startProgram } from '../common/program.ts'
import { goodIds } from './fill.ts'
import type { Fared } from './good.ts'
import { type Watched, watch } from './watch.ts'
import type { Row } from './row.ts'

export interface Measured extends Fared, Watched {
  readonly store: string
  readonly row: Row
  /** The answers to the hostile client, and their counts. */
  readonly answers: Readonly<Record<string, number>>
  /** The same beside a server that does nothing and refuses the hostile client. */
  readonly floor: Fared
}

export interface Setup {
  readonly ms: number
  /** The server's checkout. */
  readonly checkout: string | undefined
}

type Told = Pick<Measured, 'answers'>
const serverArguments = ['--import', new URL('./stretches.ts', import.meta.url).href]

/** A fresh server under one row's attack, beside a well-behaved client. */
export async function measure(
  { store, url, row }: { store: string; url: string; row: Row },
  { ms, checkout }: Setup,
  floor: Fared,
): Promise<Measured> {
  const server = await startProgram(url, checkout, [], serverArguments)
  const watched = watch(server.child)
  try {
    const fared = await attacked(server, row, { ms, begin: () => server.child.send('measure') })
    return { store, row, floor, ...fared, ...watched.stop() }
  } finally {
    watched.stop()
    await server.kill()
  }
}

/** The least that a row's attack costs its others on this machine. */
export async function measureFloor(row: Row, ms: number): Promise<Fared> {
  const server = await startContestant(new URL('./floor.ts', import.meta.url), {})
  const at = { url: server.url, origin: new URL(server.url).origin }
  try {
    return await attacked(at, row, { ms, begin: () => {}, isFloor: true })
  } finally {
    await server.stop()
  }
}

/** `begin` is called once all is recorded. */
async function attacked(
  { url, origin }: { url: string; origin: string },
  row: Row,
  { ms, begin, isFloor }: { ms: number; begin: () => void; isFloor?: true },
): Promise<Fared & Told> {
  const attacker = start(new URL('./attacker.ts', import.meta.url))
  const good = start(new URL('./good.ts', import.meta.url))
  try {
    const { ids } = isFloor
      ? { ids: goodIds }
      : await tell<{ ids: string[] }>(attacker, { row: row.number, url })
    // Lets the work that recording left behind finish.
    await setTimeout(1_000)
    begin()
    const attack = async () => {
      // The well-behaved client was there before, and is connected.
      await setTimeout(1_000)
      return tell<Told>(attacker, { row: row.number, url, ms })
    }
    const [fared, told] = await Promise.all([tell<Fared>(good, { origin, ids, ms: ms + 1_000 }), attack()])
    return { ...fared, ...told }
  } finally {
    await Promise.all([stopped(attacker), stopped(good)])
  }
}

async function tell<T>(child: ReturnType<typeof start>, job: object): Promise<T> {
  child.send(job)
  const told = (await answer(child)) as T | { error: string }
  if (typeof told === 'object' && told !== null && 'error' in told) throw new Error(told.error)
  return told
}
