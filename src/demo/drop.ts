import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { deleteExecutions } from '../db/recording/deletions.ts'
import { orThrow } from '../db/recording/grouping.ts'
import { removeRuns } from '../db/recording/removeruns.ts'
import type { RunKey } from '../db/runs/rows.ts'
import { as } from '../db/sql/select.ts'
import { statement } from '../db/sql/statement.ts'

/** Ids and client keys of the demo that lie between two texts. */
export interface Range {
  readonly from: string
  readonly to: string
}

/** Everything that the demo has ever written begins like this, and is of one of its flows. */
export const everything: Range = { from: 'demo-', to: 'demo.' }

const most = 200

const oldExecutions = statement<{ id: string }>(
  'demo.oldExecutions',
  ({ tables: { executions: e }, dialect }) => sql`
    select ${as(e.id, 'id')}
    from ${e}
    where ${e.id} >= ${sql.placeholder('from')}
      and ${e.id} < ${sql.placeholder('to')}
      and ${dialect.isIn(e.flow, 'flows')}
    order by ${e.id}
    limit ${sql.placeholder('most')}
  `,
)

const oldRuns = statement<RunKey>(
  'demo.oldRuns',
  ({ tables: { runs: r }, dialect }) => sql`
    select ${as(r.flow, 'flow')}, ${as(r.number, 'number')}
    from ${r}
    where ${dialect.isIn(r.flow, 'flows')}
      and ${r.clientKey} >= ${sql.placeholder('from')}
      and ${r.clientKey} < ${sql.placeholder('to')}
    limit ${sql.placeholder('most')}
  `,
)

/** Deletes some executions and runs of these flows in the range. Returns whether there may be more. */
export async function dropSome(backend: Backend, flows: readonly string[], range: Range): Promise<boolean> {
  const meter = createMeter()
  const values = { ...range, flows, most }
  const reading = (): Reading => ({ now: Date.now(), meter, deadline: performance.now() + 10_000 })
  const executions = await backend.read(oldExecutions, values, reading())
  const ids = executions.map(({ id }) => id)
  if (ids.length > 0) orThrow(await deleteExecutions(backend, ids, meter))
  const runs = await backend.read(oldRuns, values, reading())
  if (runs.length > 0) await backend.write(meter, (transaction) => removeRuns(transaction, runs))
  return Math.max(ids.length, runs.length) === most
}
