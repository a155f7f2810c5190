/** How long a transaction should hold what others may want. */
const wanted = 50
/** How many rows one transaction removes at most. */
export const mostRows = 500
const fewestRows = 10

/**
 * Says how many rows the next transaction removes: as many as take a moment. Rows with large payloads are removed a few
 * at a time, and where others write much, so are all.
 */
export function createPace() {
  let size = 50
  return async <T>(remove: (size: number) => Promise<T>): Promise<T> => {
    const began = performance.now()
    const removed = await remove(size)
    const fits = size * Math.min(2, wanted / (performance.now() - began))
    size = Math.max(fewestRows, Math.min(mostRows, Math.round(fits)))
    return removed
  }
}
