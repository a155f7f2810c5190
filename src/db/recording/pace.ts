/** How many milliseconds a transaction should hold its locks. */
const wanted = 50
/** Most rows that one transaction deletes. */
export const mostRows = 500
const fewestRows = 10

/** Sets how many rows the next transaction deletes by how long the last one took: fewer for large payloads or while others write much. */
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
