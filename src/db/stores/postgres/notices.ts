import { randomUUID } from 'node:crypto'
import type { Rung } from '../../backend.ts'
import { createBell } from '../../bell.ts'
import { type ChangeListener, type Changes, createListeners } from '../../changes.ts'
import { createOutage } from '../../watching/outage.ts'
import type { Reporter } from '../../watching/report.ts'
import { type Listening, listenTo } from './listening.ts'
import { changesIn, messageOf } from './message.ts'
import { openPool } from './pool.ts'
import { createTeller } from './telling.ts'

const channel = 'execgraph_changes'
const limitMs = 1_500
/** Milliseconds between two rings where other processes cannot be heard. */
const deafMs = 1_000

interface Notices {
  onChange(listener: ChangeListener): void
  /** Tells the listeners of this process, and other processes, what this one changed. */
  tell(changes: Changes): void
  listen(): void
  follow(rung: Rung): () => void
  close(): Promise<void>
}

/**
 * Tells the processes that share a database what changed. Messages are sent on one connection, which opens at the first
 * one, and never in a transaction that writes, where they would lock the whole database. They are received on another
 * connection, which opens when something in this process listens. A pooler in transaction mode passes on no messages:
 * without `direct`, none are received there.
 */
export function createNotices(
  url: string,
  options: { prepare: boolean; direct?: string | undefined },
  report: Reporter,
): Notices {
  const { prepare, direct = prepare ? url : undefined } = options
  const own = randomUUID()
  const listeners = createListeners(report)
  const pool = openPool(url, { prepare, max: 1, statementTimeout: limitMs, connectTimeout: limitMs })
  const send = (changes: Changes) =>
    pool.use(limitMs, ({ sql }) =>
      sql.unsafe('select pg_notify($1, $2)', [channel, messageOf(own, changes)], { prepare }),
    )
  const teller = createTeller(send, createOutage('telling', report))
  const hear = (message: string) => {
    const changes = changesIn(message, own)
    if (changes) listeners.tell(changes)
  }
  let listening: Listening | undefined
  const listen = () => {
    if (direct !== undefined) listening ??= listenTo(direct, channel, hear, createOutage('hearing', report))
  }
  const { follow, ring } = createBell(() => {
    listen()
    const timer = setInterval(() => !listening?.isUp() && ring(), deafMs).unref()
    return () => clearInterval(timer)
  })
  listeners.onChange(() => ring())
  return {
    onChange: listeners.onChange,
    tell(changes) {
      listeners.tell(changes)
      teller.tell(changes)
    },
    listen,
    follow,
    async close() {
      await Promise.all([teller.idle(), listening?.close()])
      await pool.end()
    },
  }
}
