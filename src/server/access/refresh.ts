import { setTimeout as wait } from 'node:timers/promises'

/** Reads something anew when it is old and wanted. */
export interface Refresh {
  /** Undefined if what is known is new enough, or if waiting would not help. */
  due(): Promise<void> | undefined
  /** Resolves when a reading that began after this call has ended, or if waiting would not help. Bounded in its rate. */
  newer(): Promise<void>
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

interface Times {
  /** How old what is known may be when it is used, and how far apart readings are while it is watched. */
  readonly freshMs: number
  /** How far apart readings are that strangers cause: by tokens that nobody has. */
  readonly newMs: number
  /** How long after a reading that failed nobody tries again. */
  readonly againMs: number
  /** How long what is known is believed while nothing can be read. */
  readonly believedMs: number
}

const ofStores: Times = { freshMs: 2_000, newMs: 250, againMs: 1_000, believedMs: 15 * 60_000 }

export function createRefresh(read: () => Promise<void>, times = ofStores): Refresh {
  const { freshMs, newMs, againMs, believedMs } = times
  let readAt = -Infinity
  let failedAt = -Infinity
  let underWay: Promise<void> | undefined
  let next: Promise<void> | undefined
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
  /** For all who asked before it begins. */
  const afterPause = async () => {
    await underWay
    const left = readAt + newMs - performance.now()
    if (left > 0) await wait(left, undefined, { ref: false })
    next = undefined
    await underWay
    await once()
  }
  const isAway = () => failedAt > -Infinity || readAt === -Infinity
  return {
    due() {
      const now = performance.now()
      if (now - readAt < freshMs || now - failedAt < againMs) return undefined
      const reading = once()
      // Nobody waits for a store that did not answer last time, if something is known.
      return isAway() && readAt > -Infinity ? undefined : reading
    },
    newer: () => (isAway() ? Promise.resolve() : (next ??= afterPause())),
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
