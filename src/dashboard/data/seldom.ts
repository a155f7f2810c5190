export interface Seldom {
  /** Does it, now or as soon as it may be done again. */
  ask(): void
  end(): void
  isEnded(): boolean
}

/** Does something so often at most, and never twice at once. What is asked for meanwhile is done once, afterwards. */
export function seldom(restMs: number, task: () => Promise<void>): Seldom {
  let [isBusy, isDue, isEnded] = [false, false, false]
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = async () => {
    isBusy = true
    isDue = false
    try {
      await task()
    } catch (error) {
      // Whatever it was, what is asked for later is done.
      console.error(error)
    }
    if (isEnded) return
    timer = setTimeout(() => {
      isBusy = false
      if (isDue) void run()
    }, restMs)
  }
  return {
    ask() {
      if (isBusy) isDue = true
      else if (!isEnded) void run()
    },
    end() {
      isEnded = true
      clearTimeout(timer)
    },
    isEnded: () => isEnded,
  }
}

export const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
