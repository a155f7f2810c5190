import { isFinal } from './codeof.ts'

/** How long to wait after consecutive failures: 5, 10, 20 … 60 s. */
const retryMs = (failures: number) => Math.min(60_000, 5_000 * 2 ** (failures - 1))

/** Does something later: when it has failed, less and less often, unless it would be refused again. */
export function createRetry(again: () => void) {
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    failed(error: Error) {
      failures += 1
      clearTimeout(timer)
      if (!isFinal(error)) timer = setTimeout(again, retryMs(failures))
    },
    succeeded: () => void (failures = 0),
    hasFailed: () => failures > 0,
    /** It is done now, or nobody wants it any longer. */
    stop: () => clearTimeout(timer),
  }
}
