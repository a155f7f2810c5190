/** If no change is told for so long, what is to be shown is not held up by it. */
export const patienceMs = 300

/** How long to wait after consecutive failures: 5, 10, 20 … 60 s. */
export const retryMs = (failures: number) => Math.min(60_000, 5_000 * 2 ** (failures - 1))
