import { sql } from 'drizzle-orm'
import type { Transaction } from '../backend.ts'
import { addDags, addFacts, addLargeValues, addNodes, addPayloads, addTags, insertAll } from './writes.ts'
import { addFlows, flowRows } from './flows.ts'
import { groupedFailure, isFailure } from './failuregroups.ts'
import { grouped } from './grouping.ts'
import { insertRows, upsertRows } from '../sql/insert.ts'
import { endFacts, withFacts } from './facts.ts'
import { dagRows, executionRow, isLeftOut, largeRows, nodeRow, payloadRows, tagRows } from './rows.ts'
import { lockExecutions, lockQueuedAmong, removeDetails, removeExecutions } from './remove.ts'
import { appendRunFacts } from './runfacts.ts'
import { as } from '../sql/select.ts'
import { recordSteps, stepOf } from './steps.ts'
import { statement } from '../sql/statement.ts'
import { mayChange } from '../sql/flowlimit.ts'
import { compareText } from '../sql/textorder.ts'
import { createBreaks } from '../turn.ts'
import { type ExecutionRecord, type Recorded, asWritten } from './records.ts'

/**
 * `KEPT`: another record is stored under the id. `LEFT_OUT`: it succeeded and is outside the sample. `QUEUED`: it would
 * replace an execution that the queue works on.
 */
export type RecordOutcome = 'STORED' | 'LEFT_OUT' | 'KEPT' | 'CONFLICT' | 'QUEUED'

/** Stores whole records, new or replacing, in one transaction. */
export const recordExecutions = grouped<ExecutionRecord, RecordOutcome>((backend, records, meter) =>
  backend.write(meter, (transaction) => storeRecords(transaction, records, Date.now())),
)

/** Like `recordExecutions`, inside a transaction of the caller. */
export async function storeRecords(
  transaction: Transaction,
  records: readonly ExecutionRecord[],
  now: number,
): Promise<RecordOutcome[]> {
  const ids = [...new Set(records.map(({ id }) => id))]
  // Flows are first in the lock order, so known ids are read before them: a conflict writes no flow.
  const stored = await transaction.run(knownAmong, { ids })
  const known = new Set(stored.map(({ id }) => id))
  const hidden = new Set(stored.filter(({ flow }) => !mayChange(transaction, flow)).map(({ id }) => id))
  const isReplaced = ({ id, onConflict }: ExecutionRecord) =>
    onConflict === 'REPLACE' && known.has(id) && !hidden.has(id)
  const replaced = records.filter(isReplaced)
  // The only lock taken before a flow's. A transaction that holds a flow never waits for a stored queue row.
  const queued = await lockQueuedAmong(transaction, [...new Set(replaced.map(({ id }) => id))])
  const { outcomes, ...plan } = planned(
    asWritten(records, known.difference(hidden), transaction),
    known,
    queued,
  )
  const [written, leftOut] = [await withFacts(plan.written), await withFacts(plan.leftOut)]
  const all = [...written, ...leftOut]
  if (all.length === 0) return [...outcomes]
  await insertAll(
    transaction,
    addFlows,
    flowRows(all.map(({ flow, runNumber }) => ({ flow, runNumber, createdAt: now }))),
  )
  const news = await writeRecords(transaction, written, now)
  await removeKnown(transaction, leftOut, known)
  const counted = [...news, ...leftOut]
  await recordSteps(
    transaction,
    counted.map((record) => stepOf(record, now)),
  )
  await appendRunFacts(transaction, counted.flatMap(endFacts))
  // Another process stored these meanwhile.
  const lost = new Set(written.filter((record) => !news.includes(record)).map(({ id }) => id))
  return outcomes.map((outcome, index) => {
    const { id, onConflict } = records[index]!
    if (outcome !== 'STORED' || !lost.has(id)) return outcome
    return onConflict === 'IGNORE' ? 'KEPT' : 'CONFLICT'
  })
}

interface Plan {
  readonly outcomes: readonly RecordOutcome[]
  readonly written: readonly ExecutionRecord[]
  readonly leftOut: readonly ExecutionRecord[]
}

/** The outcome of each record, in their order, if no other process stores one of them meanwhile. */
function planned(
  records: readonly ExecutionRecord[],
  known: ReadonlySet<string>,
  queued: ReadonlySet<string>,
): Plan {
  const there = new Set(known)
  const written = new Map<string, ExecutionRecord>()
  const leftOut = new Map<string, ExecutionRecord>()
  const outcomes = records.map((record): RecordOutcome => {
    const { id, onConflict } = record
    if (there.has(id) && onConflict !== 'REPLACE') return onConflict === 'FAIL' ? 'CONFLICT' : 'KEPT'
    if (queued.has(id)) return 'QUEUED'
    written.delete(id)
    leftOut.delete(id)
    if (isLeftOut(record)) {
      there.delete(id)
      leftOut.set(id, record)
      return 'LEFT_OUT'
    }
    there.add(id)
    written.set(id, record)
    return 'STORED'
  })
  const sorted = [...written.values()].toSorted((a, b) => compareText(a.id, b.id))
  return { outcomes, written: sorted, leftOut: [...leftOut.values()] }
}

/** Stores new and replacing records. Returns those that no other process has stored meanwhile. */
async function writeRecords(
  transaction: Transaction,
  records: readonly Recorded[],
  now: number,
): Promise<readonly Recorded[]> {
  const rows = await rowsOf(records, now)
  const replacing = records.filter(({ onConflict }) => onConflict === 'REPLACE')
  const adding = records.filter(({ onConflict }) => onConflict !== 'REPLACE')
  await insertAll(
    transaction,
    replaceExecutions,
    replacing.map((record) => rows.get(record)!),
  )
  await removeDetails(
    transaction,
    replacing.map(({ id }) => id),
  )
  const added = await insertAll(
    transaction,
    addExecutions,
    adding.map((record) => rows.get(record)!),
  )
  const ids = new Set(added.map(({ id }) => id))
  const news = [...replacing, ...adding.filter(({ id }) => ids.has(id))]
  transaction.changed(
    'executions',
    news.map(({ id }) => id),
  )
  await insertAll(transaction, addDags, dagRows(news, now))
  await insertAll(
    transaction,
    addFacts,
    news.flatMap(({ facts }) => facts),
  )
  await insertAll(
    transaction,
    addTags,
    news.flatMap((record) => tagRows(record, rows.get(record)!.sortAt)),
  )
  await insertAll(transaction, addPayloads, news.flatMap(payloadRows))
  await insertAll(
    transaction,
    addNodes,
    news.flatMap(({ id, nodeResults }) => nodeResults.map((node) => nodeRow(id, node))),
  )
  await insertAll(transaction, addLargeValues, news.flatMap(largeRows))
  return news
}

/** The rows of the records, in several turns since finding the groups of errors takes time. */
async function rowsOf(records: readonly Recorded[], now: number) {
  const rows = new Map<Recorded, ReturnType<typeof executionRow>>()
  const breaks = createBreaks()
  for (const record of records) {
    const row = executionRow(record, now)
    rows.set(record, isFailure(row) ? { ...row, ...groupedFailure(row.error, record.nodeResults) } : row)
    if (breaks.isDue()) await breaks.take()
  }
  return rows
}

async function removeKnown(
  transaction: Transaction,
  records: readonly Recorded[],
  known: ReadonlySet<string>,
) {
  const ids = records.map(({ id }) => id).filter((id) => known.has(id))
  if (ids.length === 0) return
  await lockExecutions(transaction, ids)
  await removeExecutions(transaction, ids)
}

const knownAmong = statement<{ id: string; flow: string }>(
  'recording.knownAmong',
  ({ tables: { executions: e }, dialect }) => {
    return sql`
      select ${as(e.id, 'id')}, ${as(e.flow, 'flow')} from ${e} where ${dialect.isIn(e.id, 'ids')}
    `
  },
)

const addExecutions = statement<{ id: string }>(
  'recording.addExecutions',
  ({ tables, dialect }) =>
    sql`
      ${insertRows(tables.executions, dialect)}
      on conflict (execution_id)
      do nothing
      returning execution_id as id
    `,
)

const replaceExecutions = statement('recording.replaceExecutions', ({ tables: { executions: e }, dialect }) =>
  upsertRows(e, [e.id], dialect, { version: sql`executions.version + 1` }),
)
