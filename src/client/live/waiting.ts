const longestDelay = 15_000

/** How long to wait after consecutive failures: 0.5, 1, 2, 4 … 15 s, half as much more or less. */
export const delayAfter = (failures: number): number =>
  Math.min(longestDelay, 500 * 2 ** (failures - 1)) * (0.5 + Math.random())

/** Waits for so long, or until it is woken. */
export function createPause() {
  let wake = () => {}
  return {
    wake: () => wake(),
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
