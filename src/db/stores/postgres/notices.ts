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
 * Between the processes over one database: that there is work. It is told on one connection, which opens when there is
 * something to tell, and never in a transaction that writes, where it would take a lock on the whole database. It is heard
 * on another, from the first claim that waits. A pooler in transaction mode passes nothing on: without `direct` nothing is
 * heard there.
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
