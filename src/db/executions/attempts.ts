import { sql } from 'drizzle-orm'
import type { FromBackend } from '../backend.ts'
import { type ExecutionKey, type NestedShape, type ReadPages, pagesBy } from '../sql/page.ts'
import { selected } from '../sql/select.ts'
import { scan, shapes, statement } from '../sql/statement.ts'
import type { ExecutionStatus, StatusReason } from '../statuses.ts'

/** `error` is omitted if it is too long for a list. */
export interface AttemptRow extends FromBackend {
  readonly executionId: string
  readonly number: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly durationMs: number | null
  readonly status: ExecutionStatus
  readonly statusReason: StatusReason
  readonly error: string | null
  /** The id of the fact that holds the error. `null`: it is the execution's own. */
  readonly errorId: string | null
}

const attempts = shapes(({ from, backward, isLarge }: NestedShape) =>
  (isLarge ? scan : statement)<AttemptRow>(
    'executions.attempts',
    ({ dialect, executions: { key, attempts: source } }) => {
      if (!source) return undefined
      const beyond = from
        ? sql`where number ${sql.raw(backward ? '<' : '>')} ${sql.placeholder('number')}`
        : sql``
      const direction = sql.raw(backward ? 'desc' : 'asc')
      const place = sql`row_number() over (partition by execution order by number ${direction})`
      const parents = sql`select parents.* from ${dialect.rows('parents', key.types)}`
      return sql`
      with parents as (${parents}), attempts as (${source.rows}),
        placed as (select attempts.*, ${place} as place from attempts ${beyond})
      select a.execution as "executionId", a.number, ${selected(source.shown)}
      from placed a ${source.joined}
      where a.place <= ${sql.placeholder('limit')}
      order by a.number ${direction}
      limit ${sql.placeholder('rows')}
    `
    },
  ),
)

/** The attempts of each execution, in order, each with its status. Positions are `number`. */
export const attemptsOf: ReadPages<ExecutionKey, AttemptRow> = pagesBy(attempts)
