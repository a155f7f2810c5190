/** Somebody has stopped a read. It is not asked for again by itself. */
const stopped = () => Object.assign(new Error('It was stopped before the answer came.'), { name: 'Stopped' })

export const isStopped = (error: Error | undefined) => error?.name === 'Stopped'

/** Reads of the page, each with when it was begun. */
const all = new Map<AbortController, number>()

export interface UnderWay {
  readonly signal: AbortSignal
  end(): void
}

/** A request that must end in time, and that one may stop. A change is never stopped: nobody would know whether it was made. */
export function beginRequest(mayStop: boolean, patienceMs: number): UnderWay {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new Error(`There was no answer within ${patienceMs / 1_000} s.`)),
    patienceMs,
  )
  if (mayStop) all.set(controller, Date.now())
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      all.delete(controller)
    },
  }
}

/** Stops what has been under way for so long: what one is waiting for, and not what has just begun. */
export function stopReads(olderThanMs: number) {
  const latest = Date.now() - olderThanMs
  for (const [controller, begunAt] of all) if (begunAt <= latest) controller.abort(stopped())
}
