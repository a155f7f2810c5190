import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../sql/scope.ts'

interface Wanted {
  readonly scope: Scope
  readonly most: SQL
}

/**
 * The completed executions of the flow and the step of a row of `keys`, the one that ended last in front, among those
 * to which an index of an engine leads. `undefined`: none does.
 */
export function completedEarlier(columns: SQL, where: SQL, { scope, most }: Wanted): SQL | undefined {
  const { earlier, joined = sql``, rule, finishedAt } = scope.executions
  if (!earlier) return undefined
  return sql`
    select ${columns}
    from ${earlier} ${joined}
    where executions.flow_id = keys.flow
      and (executions.step = keys.step or (executions.step is null and keys.step is null))
      and ${rule.isOneOf(['COMPLETED'])}
      and ${where}
    order by ${finishedAt} desc, executions.sort_at desc, executions.execution_id desc
    limit ${most}
  `
}
