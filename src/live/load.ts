/** How much is told to subscribers, over all stores. */
export interface Load {
  /** Counts the frames of one batch, which is told now. */
  delivered(frames: number): void
  /** Says how many milliseconds a batch took until all of it was handed over. */
  took(ms: number): void
  /** By what the time between two readings is multiplied, so that several changes of a record become one frame. */
  growth(): number
}

/** So many frames a second are no burden. */
const usual = 150_000
const mostGrowth = 20
/** Batches that are closer together are counted as if they were so far apart. */
const leastMs = 50

/**
 * By frames a second, and not by those of a batch: a batch grows with the time between two readings, which would then
 * never shrink again. And by the time that a batch takes: to read more often than that serves nobody.
 */
export function createLoad(clock = () => performance.now()): Load {
  let [recent, recentMs] = [0, 0]
  let last = -Infinity
  return {
    delivered(frames) {
      const now = clock()
      const rate = (frames * 1000) / Math.max(leastMs, now - last)
      last = now
      // A single small batch among large ones does not end the growth.
      recent = Math.max(rate, recent / 2)
    },
    took(ms) {
      recentMs = Math.max(ms, recentMs / 2)
    },
    growth: () => Math.max(1, Math.min(mostGrowth, Math.max(recent / usual, recentMs / leastMs))),
  }
}
