import type postgres from 'postgres'
import { createBell } from '../../bell.ts'
import { type Listening, listenTo } from '../../stores/postgres/listening.ts'
import { createOutage } from '../../watching/outage.ts'
import type { Reporter } from '../../watching/report.ts'
import type { MetaflowNames } from './names.ts'

/** What Metaflow's triggers notify. */
const channel = 'notify'

const triggers = `
  select count(distinct c.oid) as count
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1
    and c.relname = any($2::text[])
    and t.tgname like 'notify\\_ui\\_%'
    and t.tgenabled <> 'D'
`

/** Whether a service has made the triggers that tell of new runs, tasks and facts. They tell of no heartbeat. */
export async function hasTriggers(sql: postgres.Sql, { schema, tables }: MetaflowNames): Promise<boolean> {
  const told = [tables.runs, tables.tasks, tables.metadata]
  const [found] = await sql.unsafe<{ count: number }[]>(triggers, [schema, `{${told.join()}}`])
  return found!.count === told.length
}

/** Rings when a trigger notifies, on a connection that is open while somebody follows. */
export function createTriggerBell(url: string, report: Reporter) {
  let listening: Listening | undefined
  let closed = Promise.resolve()
  const end = () => {
    const last = listening
    listening = undefined
    if (last) closed = last.close()
  }
  const { follow, ring } = createBell(() => {
    listening = listenTo(url, channel, () => ring(), createOutage('hearing', report))
    return end
  })
  return {
    follow,
    close() {
      end()
      return closed
    },
  }
}
