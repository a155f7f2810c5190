import { type SQL, and, sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import { type DurationsRow, durationsOf, elapsedMs, mostUsual } from '../sql/durations.ts'
import { directed, rowRange } from '../sql/rowrange.ts'
import { apart, statement } from '../sql/statement.ts'

/** Executions of a flow and a step that finished before another one began. */
export interface ExecutionsBefore {
  readonly flow: string
  readonly step: string | null
  readonly began: number
}

const column = (name: string) => sql.raw(`executions.${name}`)
const [flow, step, startedAt, finishedAt] = ['flow_id', 'step', 'started_at', 'finished_at'].map(column) as [
  SQL,
  SQL,
  SQL,
  SQL,
]
const began = sql`keys.began`

/** The newest completed executions for a row of `keys`. Two walks, of which one is closed: a step that is null equals none. */
function completedBefore(columns: SQL, most: SQL): SQL {
  const ofStep = rowRange(
    [
      [flow, sql`keys.flow`],
      [step, sql`keys.step`],
    ],
    [finishedAt],
    { position: [began], down: true },
  )
  const withoutStep = [
    sql`keys.step is null`,
    sql`${flow} = keys.flow`,
    sql`${step} is null`,
    sql`${finishedAt} < ${began}`,
  ]
  const along = (where: readonly SQL[]) => sql`
    select ${columns}
    from executions
    where executions.verdict = 1 and ${and(...where)}
    order by ${directed(ofStep.orderBy, true)}
    limit ${most}
  `
  return sql`
    select * from (${along(ofStep.where)}) as of_step
    union all
    select * from (${along(withoutStep)}) as without_step
  `
}

const usual = apart(
  { each: 'keys' },
  statement<DurationsRow>('executions.usual', ({ dialect, executions }) => {
    if (!executions.indexed) return undefined
    const keys = dialect.rows('keys', { place: 'bigint', flow: 'text', step: 'text', began: 'bigint' })
    const newest = completedBefore(elapsedMs(startedAt, finishedAt), mostUsual)
    return sql`select keys.place as place, ${durationsOf(newest)} from ${keys}`
  }),
)

/** How long the newest of them took that went well. */
export function usualOfExecutions(
  backend: Backend,
  asked: readonly ExecutionsBefore[],
  reading: Reading,
): Promise<DurationsRow[]> {
  const keys = asked.map(({ flow, step, began }, place) => ({ place, flow, step, began }))
  return backend.read(usual, { keys }, reading)
}
