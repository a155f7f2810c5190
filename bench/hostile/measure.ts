import type { ChildProcess } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { answer, start, stopped } from '../common/processes.ts'
import { startProgram } from '../common/program.ts'
import type { Job } from './attacker.ts'
import { goodIds } from './fill.ts'
import type { Fared } from './good.ts'
import { type Watched, watch } from './watch.ts'
import type { Row } from './row.ts'

export interface Measured extends Fared, Watched {
  readonly store: string
  readonly row: Row
  /** The answers to the hostile client, and their counts. */
  readonly answers: Readonly<Record<string, number>>
  /** The same of the same server, before the attack. */
  readonly alone: Fared
  /** The same beside a server that does nothing and refuses the hostile client. */
  readonly floor: Floor
}

/** What the well-behaved client and the event loop saw there. */
export type Floor = Fared & Pick<Watched, 'stretch'>

export interface Setup {
  readonly ms: number
  /** The server's checkout. */
  readonly checkout: string | undefined
}

/** The processes of the two clients. */
interface Clients {
  readonly attacker: ChildProcess
  readonly good: ChildProcess
}

type Told = Pick<Measured, 'answers'>
const serverArguments = ['--import', new URL('./stretches.ts', import.meta.url).href]

/** How long the well-behaved client is measured without an attack, if the attack is not shorter. */
const mostAlone = 10_000

/** A fresh server under one row's attack, beside a well-behaved client. */
export async function measure(
  { store, url, row }: { store: string; url: string; row: Row },
  { ms, checkout }: Setup,
  floor: Floor,
): Promise<Measured> {
  const server = await startProgram(url, checkout, [], serverArguments)
  const watched = watch(server.child)
  try {
    return await withClients(async (clients) => {
      const job = { row: row.number, url: server.url }
      const { ids } = await tell<{ ids: string[] }>(clients.attacker, job)
      // Lets the work that recording left behind finish.
      await setTimeout(1_000)
      const asked = { origin: server.origin, ids }
      const alone = await tell<Fared>(clients.good, { ...asked, ms: Math.min(ms, mostAlone) })
      server.child.send('measure')
      const fared = await attacked(clients, { ...job, ms }, asked)
      return { store, row, floor, alone, ...fared, ...watched.stop() }
    })
  } finally {
    watched.stop()
    await server.kill()
  }
}

/** The least that a row's attack costs its others on this machine. */
export async function measureFloor(row: Row, ms: number): Promise<Floor> {
  const server = start(new URL('./floor.ts', import.meta.url), {}, serverArguments)
  const { port } = (await answer(server)) as { port: number }
  const origin = `http://127.0.0.1:${port}`
  const job = { row: row.number, url: `${origin}/graphql`, ms }
  const watched = watch(server)
  try {
    server.send('measure')
    const fared = await withClients((clients) => attacked(clients, job, { origin, ids: goodIds }))
    return { ...fared, stretch: watched.stop().stretch }
  } finally {
    watched.stop()
    await stopped(server)
  }
}

async function withClients<T>(work: (clients: Clients) => Promise<T>): Promise<T> {
  const attacker = start(new URL('./attacker.ts', import.meta.url))
  const good = start(new URL('./good.ts', import.meta.url))
  try {
    return await work({ attacker, good })
  } finally {
    await Promise.all([stopped(attacker), stopped(good)])
  }
}

async function attacked(
  { attacker, good }: Clients,
  job: Job & { readonly ms: number },
  asked: { readonly origin: string; readonly ids: readonly string[] },
): Promise<Fared & Told> {
  const attack = async () => {
    // The well-behaved client was there before, and is connected.
    await setTimeout(1_000)
    return tell<Told>(attacker, job)
  }
  const [fared, told] = await Promise.all([tell<Fared>(good, { ...asked, ms: job.ms + 1_000 }), attack()])
  return { ...fared, ...told }
}

async function tell<T>(child: ChildProcess, job: object): Promise<T> {
  child.send(job)
  const told = (await answer(child)) as T | { error: string }
  if (typeof told === 'object' && told !== null && 'error' in told) throw new Error(told.error)
  return told
}
