import type { ExecgraphError } from './error.ts'

/** Who is asked to wait longer is told so instead. */
const longestWait = 30_000

/** How long to wait after consecutive failures: 0.2, 0.4, 0.8 … s, half as much more or less. */
const delayAfter = (failures: number) => Math.min(10_000, 200 * 2 ** (failures - 1)) * (0.5 + Math.random())

/** Refused before any of it was begun, whatever it was. */
const notBegun: ReadonlySet<string> = new Set(['RATE_LIMITED'])
/** May pass, but it may have been done as well. */
const passing: ReadonlySet<string> = new Set(['UNREACHABLE', 'BACKEND_UNAVAILABLE', 'TIMEOUT'])
/** Of a server or a proxy whose answer has no code. */
const lastingStatus = (status = 503) => status < 500 && status !== 408 && status !== 425

/**
 * After how many milliseconds to send something again that has failed so often. `undefined`: not at all.
 * `isRepeatable`: to do it twice is as good as once.
 */
export function waitBefore(error: ExecgraphError, failures: number, isRepeatable: boolean) {
  const { code, status, retryAfterMs = 0 } = error
  const mayPass = notBegun.has(code) || (isRepeatable && passing.has(code))
  if (!mayPass || retryAfterMs > longestWait) return undefined
  if (code === 'UNREACHABLE' && lastingStatus(status)) return undefined
  return Math.max(retryAfterMs, delayAfter(failures))
}

/** Waits. Rejects with the signal's reason when it is aborted. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal!.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** How many milliseconds a header `Retry-After` means: seconds, or a date. */
export function retryAfterIn(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
