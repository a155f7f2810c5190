import { sql } from 'drizzle-orm'
import type { Backend } from '../../backend.ts'
import { createMeter } from '../../meter.ts'
import { scan } from '../../sql/statement.ts'

// Servers of AgentField on a host away from UTC wrote times of that place until a version of September 2026, and such
// rows stay. As long as all times have the offset +00:00, their texts are in order.

const isOfUtc = sql`e.started_at like '____-__-__ __:__:__%+00:00'`

const any = scan<{ found: number }>(
  'agentfield.offsets',
  () => sql`
  select 1 as found from executions e where not (${isOfUtc}) limit 1
`,
)

/** Rows that came within a day, in whatever words. */
const anyNew = scan<{ found: number }>(
  'agentfield.newOffsets',
  () => sql`
  select 1 as found
  from executions e
  where e.started_at >= ${sql.placeholder('from')} and not (${isOfUtc})
  limit 1
`,
)

const patience = 60_000

/** Whether all starts, or those of the last days, are times of UTC. What could not be read in time may not be. */
export async function hasOneOffset(backend: Backend, of: 'all' | 'new'): Promise<boolean> {
  const now = Date.now()
  const from = new Date(now - 2 * 86_400_000).toISOString().slice(0, 10)
  const reading = { now, meter: createMeter(), deadline: performance.now() + patience }
  try {
    const rows = await (of === 'all'
      ? backend.read(any, {}, reading)
      : backend.read(anyNew, { from }, reading))
    return rows.length === 0
  } catch {
    return false
  }
}

/** How often the newest rows are looked at, while somebody reads. */
const every = 60_000

/** Reads by one way as long as all times are of UTC, and then by the other. */
export function watchOffsets(one: Backend, openMixed: () => Backend): Backend {
  let current = one
  let looked = performance.now()
  const look = async () => {
    if (await hasOneOffset(one, 'new')) return
    current = openMixed()
  }
  return {
    ...one,
    read(statement, values, reading) {
      if (current === one && performance.now() - looked > every) {
        looked = performance.now()
        void look()
      }
      return current.read(statement, values, reading)
    },
    async close() {
      await one.close()
      if (current !== one) await current.close()
    },
  }
}
