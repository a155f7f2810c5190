import { setTimeout } from 'node:timers/promises'
import { check, left } from './check.ts'
import { type Crew, startCrew } from './crew.ts'
import { type Ledger, count, newLedger } from './ledger.ts'
import { type Until, startAll } from './starter.ts'

export interface Crash {
  readonly store: string
  readonly servers: number
  readonly workers: number
  /** The first number of the graphs. */
  readonly firstSeed: number
  /** What is started as a server. Default: the sources of the command. */
  readonly main?: string
  /** Milliseconds between two starts of executions, at most. Default: as fast as the queue goes. */
  readonly apartMs?: number
}

/** How long it may take until another of the started executions is done: a busy machine is slow, and a queue that stands still is broken. */
const patience = 60_000

/** Works under load during `disturb`, waits until all is done, and checks the store. */
export async function crash(given: Crash, disturb: (crew: Crew, ledger: Ledger) => Promise<void>) {
  const { store, firstSeed } = given
  const ledger = newLedger()
  const crew = await startCrew(store, given, ledger)
  const until: Until = { isOver: false, isGivenUp: false }
  try {
    const starting = startAll(crew.urls, ledger, firstSeed, until, given.apartMs ?? 150)
    await disturb(crew, ledger)
    until.isOver = true
    await acknowledged(starting)
    await drained(store, ledger)
    // The last reports of workers may still be under way.
    await setTimeout(500)
    await check(crew.urls[0]!, store, ledger)
  } catch (error) {
    ledger.violations.push(String(error))
  } finally {
    until.isOver = until.isGivenUp = true
    await crew.end()
  }
  return ledger
}

async function acknowledged(starting: Promise<void>): Promise<void> {
  const late = setTimeout(patience, 'late', { ref: false })
  if ((await Promise.race([starting, late])) === 'late') throw new Error('The servers take no work.')
}

async function drained(store: string, ledger: Ledger): Promise<void> {
  const began = performance.now()
  let fewest = Infinity
  let fewestAt = began
  for (;;) {
    const now = await left(store)
    if (now === 0) break
    if (now < fewest) [fewest, fewestAt] = [now, performance.now()]
    if (performance.now() - fewestAt > patience)
      return void ledger.violations.push(`${now} executions are not done, and none was for ${patience} ms`)
    await setTimeout(200)
  }
  count(ledger, 'ms until all was done', Math.round(performance.now() - began))
}

/** Kills one process at a time, at a random moment, and starts it again. */
export const killing =
  (kills: number, onKill: (kill: number, ledger: Ledger) => void = () => {}) =>
  async ({ servers, workers }: Crew, ledger: Ledger): Promise<void> => {
    for (let kill = 1; kill <= kills; kill++) {
      await setTimeout(100 + Math.random() * 1_200)
      const some = Math.random() < 0.5 ? servers : workers
      const one = some[Math.floor(Math.random() * some.length)]!
      await one.kill()
      count(ledger, `kills of a ${one.name.split(' ')[0]}`)
      await setTimeout(Math.random() * 300)
      await one.begin()
      onKill(kill, ledger)
    }
  }
