import { sql } from 'drizzle-orm'
import { tableFrom } from '../../source/columns.ts'
import { unmeasured } from '../../sql/select.ts'
import type { ExecutionSource } from '../../sql/scope.ts'
import type { OpenWorkflowTables } from './tables.ts'

/** Each attempt of a step, numbered within its run. Indexes have the attempts of a step in their order. */
export function stepResults(tables: OpenWorkflowTables): NonNullable<ExecutionSource['nodeResults']> {
  const { steps, namespace, words, native } = tables
  const { ms } = words.times
  const sameStep = sql`
    o.namespace_id = s.namespace_id and o.workflow_run_id = s.workflow_run_id and o.step_name = s.step_name
  `
  const others = (columns: string, sign: string) => sql`
    (
      select ${sql.raw(columns)}
      from ${steps} o
      where ${sameStep} and (o.created_at, o.id) ${sql.raw(sign)} (s.created_at, s.id)
    )
  `
  const message = words.member(sql`s.error`, 'message')
  return {
    from: tableFrom(native, 'nodeResults', {
      from: sql`${steps} s where s.namespace_id = ${namespace}`,
      columns: {
        executionId: sql`s.workflow_run_id`,
        nodeId: words.inBytes(sql`s.step_name`),
        attempt: others('count(*)', '<='),
        status: sql`
          case
            when s.status in ('completed', 'succeeded') then 'COMPLETED'
            when s.status = 'failed' then 'FAILED'
            when s.status = 'running' then 'RUNNING'
            else 'UNKNOWN'
          end
        `,
        startedAt: ms(sql`s.started_at`),
        finishedAt: ms(sql`s.finished_at`),
        durationMs: sql`
          case when s.finished_at >= s.started_at then ${ms(sql`s.finished_at`)} - ${ms(sql`s.started_at`)} end
        `,
        error: sql`coalesce(${message}, ${words.plain(sql`s.error`)})`,
        bytes: unmeasured(sql`s.output`),
        value: words.json(sql`s.output`),
      },
      more: { is_newest: sql`case when exists ${others('1', '>')} then 0 else 1 end` },
    }),
    isNewest: sql`node_results.is_newest = 1`,
  }
}
