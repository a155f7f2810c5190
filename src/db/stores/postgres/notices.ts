import { randomUUID } from 'node:crypto'
import type { Backend } from '../../backend.ts'
import { createOutage } from '../../watching/outage.ts'
import type { Reporter } from '../../watching/report.ts'
import { listenTo } from './listening.ts'
import { openPool } from './pool.ts'
import { createTeller } from './telling.ts'

const channel = 'execgraph_queue'
const limitMs = 1_500

interface Notices extends Required<Pick<Backend, 'notify' | 'listen'>> {
  close(): Promise<void>
}

/**
 * Notifies the processes that share a database of new work. Notifications are sent on one connection, which opens at
 * the first one, and never in a transaction that writes, where they would lock the whole database. They are received on
 * another connection, which opens when the first claim waits. A pooler in transaction mode passes on no notifications:
 * without `direct`, none are received there.
 */
export function createNotices(
  url: string,
  options: { prepare: boolean; direct?: string | undefined },
  report: Reporter,
): Notices {
  const { prepare, direct = prepare ? url : undefined } = options
  const own = randomUUID()
  const pool = openPool(url, { prepare, max: 1, statementTimeout: limitMs, connectTimeout: limitMs })
  const send = () =>
    pool.use(limitMs, ({ sql }) => sql.unsafe('select pg_notify($1, $2)', [channel, own], { prepare }))
  const tell = createTeller(send, createOutage('telling', report))
  let stop: (() => Promise<void>) | undefined
  return {
    notify: tell,
    listen(heard) {
      if (direct === undefined) return
      const others = (text: string) => {
        if (text !== own) heard()
      }
      stop ??= listenTo(direct, channel, others, createOutage('hearing', report))
    },
    close: async () => void (await Promise.all([pool.end(), stop?.()])),
  }
}
