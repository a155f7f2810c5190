/** What is held by a token, and ends with it. */
export interface Ending {
  /** Calls `stop` at the end, unless the returned function is called before. */
  when(stop: () => void): () => void
  end(): void
}

/** `watch` is called when something is held, and what it returns when it no longer is. */
export function createEnding(watch: () => () => void): Ending {
  const held = new Set<() => void>()
  let isOver = false
  return {
    when(stop) {
      if (isOver) {
        queueMicrotask(stop)
        return () => {}
      }
      const unwatch = watch()
      const one = () => {
        unwatch()
        stop()
      }
      held.add(one)
      return () => {
        if (held.delete(one)) unwatch()
      }
    },
    end() {
      isOver = true
      const all = [...held]
      held.clear()
      for (const one of all) one()
    },
  }
}

/** A timer takes no longer time. */
const longestMs = 2 ** 31 - 1

/** An ending at a time. `watch` is called when something is held first, and what it returns when nothing is. */
export function endingAt(time: number, watch: () => () => void): Ending {
  let holders = 0
  let timer: NodeJS.Timeout | undefined
  let unwatch: (() => void) | undefined
  const arm = () => {
    const left = Math.max(0, time - Date.now())
    timer = setTimeout(() => (Date.now() < time ? arm() : ending.end()), Math.min(left, longestMs)).unref()
  }
  const ending = createEnding(() => {
    holders += 1
    if (holders === 1) {
      unwatch = watch()
      arm()
    }
    return () => {
      holders -= 1
      if (holders > 0) return
      unwatch?.()
      clearTimeout(timer)
    }
  })
  return ending
}
