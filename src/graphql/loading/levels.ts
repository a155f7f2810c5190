/**
 * Runs the batches of one backend's loaders once all fields of one query level have asked. A batch waits while another
 * batch of the same request is running at that backend. Otherwise two loaders of one level that take different times
 * would split every level below into two statements. As a cost, a level waits for its slowest loader. Loaders of other
 * backends do not wait.
 */
export interface Levels {
  schedule(dispatch: () => void): void
  /** Holds the next level until the batch is answered. */
  during<T>(batch: Promise<T>): Promise<T>
  /** Runs a read without a loader as part of a level. */
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
