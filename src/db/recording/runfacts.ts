import { type SQL, and, sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { runIdOf } from '../changes.ts'
import type { RunKey } from '../runs/rows.ts'
import type { Dialect } from '../sql/dialect.ts'
import { insertRows } from '../sql/insert.ts'
import { statement } from '../sql/statement.ts'
import { compareText } from '../sql/textorder.ts'
import type { Tables } from '../tables/tables.ts'
import { parseBoolean } from '../sql/booleantext.ts'
import { facts, endStep } from '../status/facts.ts'

export type RunFact = Tables['runMetadata']['$inferSelect']

const append = statement<{ id: string }>('recording.append', ({ tables: { runMetadata: m }, dialect }) => {
  const repeated = sql`
    (${sql.identifier(m.flow.name)}, ${sql.identifier(m.number.name)}, ${sql.identifier(m.clientKey.name)})
  `
  return sql`
    ${insertRows(m, dialect)}
    on conflict ${repeated}
    do nothing
    returning ${sql.identifier(m.id.name)} as id
  `
})

/** The condition that a run is the one of a row of `rows`. */
export const isOfRow = ({ isIn, implied }: Dialect): SQL =>
  and(
    sql`runs.flow_id = rows.flow and runs.number = rows.number`,
    implied(isIn(sql`runs.flow_id`, 'rows.flow')),
  )!

// Compare-and-set: the newest fact wins, in whatever order two writers commit.
const setVerdict = statement<RunKey>(
  'recording.setVerdict',
  ({ dialect }) => sql`
    update runs
    set end_ok = rows.ok, end_ok_at = rows.ts, end_ok_id = rows.id, version = version + 1,
      changed = ${dialect.changed}
    from ${dialect.rows('rows', { flow: 'text', number: 'bigint', id: 'text', ts: 'bigint', ok: 'bigint' })}
    where ${isOfRow(dialect)}
      and (end_ok_at is null or (end_ok_at, end_ok_id) < (rows.ts, rows.id))
    returning runs.flow_id as flow, runs.number
  `,
)

const setAttempt = statement<RunKey>(
  'recording.setAttempt',
  ({ dialect }) => sql`
    update runs
    set end_attempt_at = rows.ts, end_attempt_id = rows.id, version = version + 1,
      changed = ${dialect.changed}
    from ${dialect.rows('rows', { flow: 'text', number: 'bigint', id: 'text', ts: 'bigint' })}
    where ${isOfRow(dialect)}
      and (end_attempt_at is null or (end_attempt_at, end_attempt_id) < (rows.ts, rows.id))
    returning runs.flow_id as flow, runs.number
  `,
)

/** Appends facts to runs, and updates the registers of runs whose step `end` has a newer attempt or verdict. */
export async function appendRunFacts(transaction: Transaction, rows: readonly RunFact[]): Promise<void> {
  if (rows.length === 0) return
  const added = new Set((await transaction.run(append, { rows })).map((row) => row.id))
  const news = rows.filter((row) => added.has(row.id))
  transaction.changed('runs', news.map(runIdOf), 'details')
  const end = news.filter((row) => row.step === endStep)
  const attempts = newestPerRun(end.filter((row) => row.field === facts.began))
  const verdicts = newestPerRun(
    end.flatMap((row) => {
      const ok = row.field === facts.verdict ? parseBoolean(row.value) : undefined
      return ok === undefined ? [] : [{ ...row, ok: ok ? 1 : 0 }]
    }),
  )
  for (const [set, some] of [[setAttempt, attempts] as const, [setVerdict, verdicts] as const])
    if (some.length > 0)
      transaction.changed('runs', (await transaction.run(set, { rows: some })).map(runIdOf))
}

/** The newest fact of each run, sorted by key: one statement changes a row at most once. */
function newestPerRun<Row extends RunFact>(rows: readonly Row[]): Row[] {
  const newest = new Map<string, Row>()
  for (const row of rows) {
    const key = `${row.flow}/${row.number}`
    const known = newest.get(key)
    if (!known || row.ts > known.ts || (row.ts === known.ts && row.id > known.id)) newest.set(key, row)
  }
  return [...newest.values()].toSorted(byRun)
}

export function byRun(a: { flow: string; number: number }, b: { flow: string; number: number }): number {
  return compareText(a.flow, b.flow) || a.number - b.number
}
