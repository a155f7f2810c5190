import type { PoolUse } from '../../backend.ts'
import { type Owner, createClientTurns } from '../../clientturns.ts'

/** Admits a limited number of callers at once. The others wait, take turns by client, and fail when their time is up. */
export interface Line {
  enter(limit: number, owner: Owner): Promise<void>
  leave(): void
  use(): Omit<PoolUse, 'pool'>
}

export function createLine(places: number): Line {
  let free = places
  const waiting = createClientTurns<() => void>()

  return {
    enter(limit, owner) {
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.remove(owner, go)
          reject(Object.assign(new Error('No connection became free.'), { code: 'CONNECTIONS_BUSY' }))
        }, limit)
        const go = () => {
          clearTimeout(timer)
          resolve()
        }
        waiting.add(owner, go)
      })
    },
    leave() {
      const next = waiting.next()
      // The place goes to the next one.
      if (next) next()
      else free += 1
    },
    use: () => ({ size: places, used: places - free, waiting: waiting.size() }),
  }
}
