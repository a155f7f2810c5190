import type { PoolUse } from '../../backend.ts'
import { createTurns } from '../../turns.ts'

/** Runs work on one connection, one after another. Owners take turns. */
export interface Mutex {
  <T>(owner: object, work: () => T | Promise<T>): Promise<T>
  /** Resolves when all work so far is done. */
  idle(): Promise<unknown>
  use(): Omit<PoolUse, 'pool'>
}

export function createMutex(): Mutex {
  const waiting = createTurns<() => Promise<void>>()
  let underWay: Promise<void> | undefined

  const run = async () => {
    for (let work = waiting.next(); work; work = waiting.next()) await work()
    underWay = undefined
  }
  const next = <T>(owner: object, work: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.add(owner, async () => {
        try {
          resolve(await work())
        } catch (error) {
          reject(error)
        }
      })
      underWay ??= run()
    })
  return Object.assign(next, {
    idle: () => underWay ?? Promise.resolve(),
    use: () => ({ size: 1, used: underWay ? 1 : 0, waiting: waiting.size() }),
  })
}
