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
  /** A read that is no loader's, as part of a level. */
  take<T>(read: () => Promise<T>): Promise<T>
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
  const schedule = (run: () => void) => {
    waiting.push(run)
    arm()
  }
  const during = async <T>(batch: Promise<T>) => {
    underWay += 1
    try {
      return await batch
    } finally {
      underWay -= 1
      arm()
    }
  }
  return {
    schedule,
    during,
    take: (read) =>
      new Promise((resolve, reject) => schedule(() => void during(read()).then(resolve, reject))),
  }
}
