/** Admits a limited number of callers at once. The others wait in order, and fail when their time is up. */
export interface Line {
  enter(limit: number): Promise<void>
  leave(): void
}

export function createLine(places: number): Line {
  let free = places
  const waiting = new Set<() => void>()

  const next = () => {
    if (free === 0) return
    const [first] = waiting
    first?.()
  }
  return {
    enter(limit) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(go)
          reject(Object.assign(new Error('No connection became free.'), { code: 'CONNECTIONS_BUSY' }))
        }, limit)
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          free -= 1
          resolve()
        }
        waiting.add(go)
        next()
      })
    },
    leave() {
      free += 1
      next()
    },
  }
}
