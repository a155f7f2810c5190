import type { Server } from 'node:http'
import type { Logger } from 'pino'
import type { Demo } from '../demo/demo.ts'
import { closable } from '../server/closing.ts'
import type { Running } from '../server/running.ts'

/** How long running requests may take to finish once the server closes. */
const grace = 8_000
/** How long the stores may take to close after that. */
const lastWait = 1_500

interface Closing {
  readonly server: Server
  readonly stopListening: () => Promise<void>
  readonly stopTracing: (() => Promise<void>) | undefined
  readonly running: Running
  readonly demo: Demo | undefined
  readonly log: Logger
}

/** Reports that the server closes, lets running requests finish, then closes the stores. */
export function closer({ server, stopListening, stopTracing, running, demo, log }: Closing) {
  const closeServer = closable(server, running.app.handle, stopListening)
  let closing = false
  const closeAfter = async (signal: string) => {
    log.info({ signal }, 'closing')
    running.retire()
    demo?.stop()
    const { cut } = await closeServer(grace)
    // A store that hangs does not keep the process: no client was told of a write that it has not confirmed.
    const waited = setTimeout(() => {
      log.warn({ cut, waitedMs: lastWait }, 'closed before its stores, which did not close in time')
      exitSoon()
    }, lastWait)
    await Promise.all([running.close(), stopTracing?.()])
    clearTimeout(waited)
    log.info({ cut }, 'closed')
    exitSoon()
  }
  return (signal: string) => {
    if (!closing) void closeAfter(signal)
    closing = true
  }
}

/** Ends the process even while something retries a store, once another thread has written the log. */
export const exitSoon = () => void setTimeout(() => process.exit(), 100).unref()
