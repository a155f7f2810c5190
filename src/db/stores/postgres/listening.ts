import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import type { Outage } from '../../watching/outage.ts'

/** Milliseconds until it reconnects, up to twice as much. */
const againMs = 500

/** A connection that listens, or that is opened again. */
export interface Listening {
  isUp(): boolean
  close(): Promise<void>
}

/**
 * Listens on a channel on a connection of its own. `heard` gets an empty text when the connection is new, since
 * notifications may have been missed.
 */
export function listenTo(
  url: string,
  channel: string,
  heard: (text: string) => void,
  outage: Outage,
): Listening {
  const closing = new AbortController()
  let connection = connect(url, heard)
  let isUp = false
  const run = async () => {
    while (!closing.signal.aborted) {
      try {
        await connection.sql.unsafe(`listen ${channel}`)
        outage.worked()
        isUp = true
        heard('')
        await connection.lost
      } catch (error) {
        // The server is down, or refuses connections. Until it is back, claims poll.
        if (!closing.signal.aborted) outage.failed(error)
      }
      isUp = false
      await connection.sql.end({ timeout: 0 })
      const ms = againMs * (1 + Math.random())
      await pause(ms, undefined, { signal: closing.signal, ref: false }).catch(() => {})
      if (!closing.signal.aborted) connection = connect(url, heard)
    }
  }
  const ended = run()
  return {
    isUp: () => isUp,
    async close() {
      closing.abort()
      await connection.sql.end({ timeout: 0 })
      await ended
    },
  }
}

function connect(url: string, heard: (text: string) => void) {
  const { promise: lost, resolve } = Promise.withResolvers<void>()
  const options = {
    max: 1,
    connect_timeout: 5,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    connection: { application_name: 'execgraph' },
    onnotice: () => {},
    // The driver supports it, though its types do not.
    onnotify: (_: string, text: string) => heard(text),
    onclose: () => resolve(),
  }
  return { sql: postgres(url, options), lost }
}
