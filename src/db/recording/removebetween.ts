import { sql } from 'drizzle-orm'
import { toChange } from '../audit/note.ts'
import type { Backend, Reading } from '../backend.ts'
import { createMeter } from '../meter.ts'
import { deleteExecutions } from './deletions.ts'
import { orThrow } from './grouping.ts'
import { removeRuns } from './removeruns.ts'
import type { RunKey } from '../runs/rows.ts'
import { as } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'

/** Ids and client keys from one text on, below another. */
export interface Between {
  readonly from: string
  readonly to: string
}

const most = 200

const executionsBetween = statement<{ id: string }>(
  'removing.executionsBetween',
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

const runsBetween = statement<RunKey>(
  'removing.runsBetween',
  ({ tables: { runs: r }, dialect }) => sql`
    select ${as(r.flow, 'flow')}, ${as(r.number, 'number')}
    from ${r}
    where ${dialect.isIn(r.flow, 'flows')}
      and ${r.clientKey} >= ${sql.placeholder('from')}
      and ${r.clientKey} < ${sql.placeholder('to')}
    limit ${sql.placeholder('most')}
  `,
)

/**
 * Deletes some executions of these flows whose ids are in the range, and runs whose client keys are. Returns whether there
 * may be more. The caller must know all of them to be its own: nobody is told in the audit.
 */
export async function removeBetween(
  backend: Backend,
  flows: readonly string[],
  range: Between,
): Promise<boolean> {
  const meter = createMeter()
  const values = { ...range, flows, most }
  const reading = (): Reading => ({ now: Date.now(), meter, deadline: performance.now() + 10_000 })
  const executions = await backend.read(executionsBetween, values, reading())
  const ids = executions.map(({ id }) => id)
  if (ids.length > 0) orThrow(await deleteExecutions(backend, toChange(ids, undefined), meter))
  const runs = await backend.read(runsBetween, values, reading())
  if (runs.length > 0) await backend.write(meter, (transaction) => removeRuns(transaction, runs))
  return Math.max(ids.length, runs.length) === most
}
