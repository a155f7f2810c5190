/** How much is told to subscribers, over all stores. */
export interface Load {
  /** Counts the frames of one batch. */
  delivered(frames: number): void
  /** By what the time between two readings is multiplied, so that several changes of a record become one frame. */
  growth(): number
}

/** So many frames in one reading are no burden: 100,000 a second. */
const usual = 5_000
const mostGrowth = 20

export function createLoad(): Load {
  let recent = 0
  return {
    // A single small batch among large ones does not end the growth.
    delivered: (frames) => void (recent = Math.max(frames, recent / 2)),
    growth: () => Math.max(1, Math.min(mostGrowth, recent / usual)),
  }
}
