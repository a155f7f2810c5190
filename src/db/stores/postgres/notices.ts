import { randomUUID } from 'node:crypto'
import { type ChangeListener, type Changes, createListeners } from '../../changes.ts'
import { createOutage } from '../../watching/outage.ts'
import type { Reporter } from '../../watching/report.ts'
import { listenTo } from './listening.ts'
import { changesIn, messageOf } from './message.ts'
import { openPool } from './pool.ts'
import { createTeller } from './telling.ts'

const channel = 'execgraph_changes'
const limitMs = 1_500

interface Notices {
  onChange(listener: ChangeListener): void
  /** Tells the listeners of this process, and other processes, what this one changed. */
  tell(changes: Changes): void
  listen(): void
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
  let stop: (() => Promise<void>) | undefined
  return {
    onChange: listeners.onChange,
    tell(changes) {
      listeners.tell(changes)
      teller.tell(changes)
    },
    listen() {
      if (direct !== undefined) stop ??= listenTo(direct, channel, hear, createOutage('hearing', report))
    },
    async close() {
      await Promise.all([teller.idle(), stop?.()])
      await pool.end()
    },
  }
}
