import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** In bytes. A collection copies what is alive in half of it, which takes some three milliseconds per megabyte. */
const enough = 32 * 2 ** 20

const size = () =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0

/**
 * Stops the growth of the space for young objects. V8 lets it grow to 128 MB: then a collection may stop the program for
 * a third of a second. Once V8 has made it small again, it may grow.
 */
export function boundYoungSpace(): void {
  let factor = 2
  const bound = () => {
    const wanted = size() < enough ? 2 : 1
    if (wanted !== factor) setFlagsFromString(`--semi-space-growth-factor=${wanted}`)
    factor = wanted
  }
  new PerformanceObserver(bound).observe({ entryTypes: ['gc'] })
}
