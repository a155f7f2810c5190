/** Reads something anew when it is old and wanted. */
export interface Refresh {
  /** Undefined if what is known is new enough, or if waiting would not help. `ms`: how old it may be. */
  due(ms?: number): Promise<void> | undefined
  /** Reads at once. Resolves when a reading that began after this call has ended. */
  now(): Promise<void>
  /** Reads now and then, until the returned function is called. */
  watch(): () => void
  /** Whether the last reading failed, or there was none. */
  isAway(): boolean
  /** Whether all readings failed for so long that what is known may no longer be believed. */
  isLost(): boolean
  close(): void
}

/** How old what is known may be when it is used, and how far apart readings are while it is watched. */
const freshMs = 2_000
/** How long after a reading that failed nobody tries again. */
const againMs = 1_000
/** How long what is known is believed while nothing can be read. */
const believedMs = 15 * 60_000

export function createRefresh(read: () => Promise<void>): Refresh {
  let readAt = -Infinity
  let failedAt = -Infinity
  let underWay: Promise<void> | undefined
  let watchers = 0
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const begin = async () => {
    const began = performance.now()
    try {
      await read()
      readAt = began
      failedAt = -Infinity
    } catch {
      // The store reports its outages itself.
      failedAt = performance.now()
    }
  }
  const once = () => (underWay ??= begin().finally(() => (underWay = undefined)))
  const isAway = () => failedAt > -Infinity || readAt === -Infinity
  return {
    due(ms = freshMs) {
      const now = performance.now()
      if (now - readAt < ms || now - failedAt < againMs) return undefined
      const reading = once()
      // Nobody waits for a store that did not answer last time, if something is known.
      return isAway() && readAt > -Infinity ? undefined : reading
    },
    async now() {
      await underWay
      await once()
    },
    watch() {
      watchers += 1
      if (!isClosed) timer ??= setInterval(() => void once(), freshMs).unref()
      return () => {
        watchers -= 1
        if (watchers > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    isAway,
    isLost: () => performance.now() - readAt > believedMs && isAway(),
    close() {
      isClosed = true
      clearInterval(timer)
    },
  }
}
