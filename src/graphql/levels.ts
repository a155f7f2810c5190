/**
 * When the loaders of one backend run their batches: once all of a query's fields of one level have asked.
 *
 * A batch waits while another of the same request is under way at that backend. Without that, two loaders of one level
 * that take different times split every level below them into two statements. What it costs is that a level waits
 * for its slowest loader; another backend's loaders are not held up.
 */
export interface Levels {
  schedule(dispatch: () => void): void
  /** Holds the next level until the batch has been answered. */
  during<T>(batch: Promise<T>): Promise<T>
}

export function createLevels(): Levels {
  let waiting: (() => void)[] = []
  let underWay = 0
  let armed = false

  const arm = () => {
    if (armed || underWay > 0 || waiting.length === 0) return
    armed = true
    // The tick comes when no promise is left to settle: by then every resolver of the level has asked.
    void Promise.resolve().then(() => process.nextTick(dispatch))
  }
  const dispatch = () => {
    armed = false
    if (underWay > 0) return
    const level = waiting
    waiting = []
    for (const run of level) run()
  }
  return {
    schedule(run) {
      waiting.push(run)
      arm()
    },
    async during(batch) {
      underWay += 1
      try {
        return await batch
      } finally {
        underWay -= 1
        arm()
      }
    },
  }
}
