/** Where the log of the primary was, and since when at the latest. */
interface Sample {
  readonly position: number
  readonly at: number
}

/** Samples that are kept. With one in a quarter of the longest lag, fewer are needed. */
const mostSamples = 1_000

/**
 * How far replicas are behind, by the primary's positions and this process's clock alone: a replica that has replayed up
 * to where the primary was at a moment has all that was committed before it.
 */
export function createPositions() {
  const samples: Sample[] = []
  return {
    /** `at`: a moment before the position was asked for. */
    note(position: number, at: number): void {
      // After a restore or a failover, the log may be another one.
      if (position < (samples.at(-1)?.position ?? 0)) samples.length = 0
      samples.push({ position, at })
      if (samples.length > mostSamples) samples.shift()
    },
    /** The moment up to which all is there for who has replayed up to a position. `undefined`: before all samples. */
    seenUntil: (position: number): number | undefined =>
      samples.findLast((sample) => sample.position <= position)?.at,
  }
}
