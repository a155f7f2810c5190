/** Does work when it is due, one round at a time. */
export interface Agenda<Due extends string> {
  /** Makes something due in so many milliseconds, if it is not due earlier. */
  at(due: Due, ms: number): void
  /** Makes something due at once. Resolves when a round that began after this call has ended. */
  now(due: Due): Promise<void>
  /** Nothing is due any more. */
  clear(): void
  /** The same for ever. Resolves when the round under way has ended. */
  close(): Promise<void>
}

/** `apart`: how many milliseconds must be between two rounds for something, unless it is wanted at once. */
export function createAgenda<Due extends string>(
  apart: Readonly<Record<Due, () => number>>,
  round: (due: ReadonlySet<Due>) => Promise<void>,
): Agenda<Due> {
  /** When what is due next, in `performance.now()`. */
  const times = new Map<Due, number>()
  const doneAt = new Map<Due, number>()
  let callers: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isClosed = false

  const arm = (): void => {
    clearTimeout(timer)
    if (running || isClosed) return
    if (callers.length > 0) return start()
    const ms = Math.min(...times.values()) - performance.now()
    if (ms < Infinity) timer = setTimeout(start, Math.min(Math.max(0, ms), 2 ** 31 - 1)).unref()
  }
  const start = (): void => {
    const now = performance.now()
    const due = new Set([...times].filter(([, at]) => at <= now).map(([one]) => one))
    const asked = callers
    callers = []
    if (due.size === 0 && asked.length === 0) return arm()
    for (const one of due) {
      times.delete(one)
      doneAt.set(one, now)
    }
    running = round(due).finally(() => {
      running = undefined
      for (const done of asked) done()
      arm()
    })
  }
  const set = (due: Due, at: number) => {
    times.set(due, Math.min(at, times.get(due) ?? Infinity))
    arm()
  }
  return {
    at(due, ms) {
      const earliest = (doneAt.get(due) ?? -Infinity) + apart[due]()
      if (!isClosed) set(due, Math.max(performance.now() + ms, earliest))
    },
    now: (due) =>
      new Promise((resolve) => {
        if (isClosed) return resolve()
        callers.push(resolve)
        set(due, performance.now())
      }),
    clear() {
      times.clear()
      clearTimeout(timer)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      for (const done of callers.splice(0)) done()
      await running
    },
  }
}
