import { sql } from 'drizzle-orm'
import { insertRows } from '../sql/insert.ts'
import { statement } from '../sql/statement.ts'
import { compareText } from '../sql/textorder.ts'

/** A flow's counter continues above given numbers, and must stay in the range where numbers are distinct. */
export const mostRunNumber = 9e15

/** Inserts flows, and raises their counters above every run number seen. */
export const addFlows = statement(
  'recording.addFlows',
  ({ tables, dialect }) =>
    sql`
      ${insertRows(tables.flows, dialect)}
      on conflict (flow_id)
      do update set next_run = excluded.next_run
      where flows.next_run < excluded.next_run
    `,
)

interface Seen {
  readonly flow: string
  readonly runNumber: number | null
  readonly createdAt: number
}

/** One row per flow, sorted by name. */
export function flowRows(seen: readonly Seen[]) {
  const flows = new Map<string, { flow: string; createdAt: number; nextRun: number }>()
  for (const { flow, runNumber, createdAt } of seen) {
    const nextRun = Math.max((runNumber ?? 0) + 1, flows.get(flow)?.nextRun ?? 1)
    flows.set(flow, { flow, createdAt, nextRun })
  }
  return [...flows.values()].toSorted(byFlow)
}

export const byFlow = (a: { flow: string }, b: { flow: string }) => compareText(a.flow, b.flow)
