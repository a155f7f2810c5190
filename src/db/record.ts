import { sql } from 'drizzle-orm'
import type { Backend, Transaction } from './backend.ts'
import { addFlows, flowRows } from './flows.ts'
import { insertRows } from './insert.ts'
import type { Meter } from './meter.ts'
import {
  type ExecutionRecord,
  dagRows,
  endFacts,
  executionRow,
  nodeRows,
  payloadRows,
  runRows,
  withFacts,
} from './recordrows.ts'
import { appendRunFacts } from './runfacts.ts'
import { as } from './select.ts'
import { type Statement, type Values, statement } from './statement.ts'

/**
 * Stores whole records, all that are new in one transaction, and says of each whether it was stored:
 * an id that is known already is left as it is.
 */
export async function recordExecutions(
  backend: Backend,
  records: readonly ExecutionRecord[],
  now: number,
  meter: Meter,
): Promise<boolean[]> {
  const first = new Map<string, ExecutionRecord>()
  for (const record of records) if (!first.has(record.id)) first.set(record.id, record)
  const unique = [...first.values()].toSorted((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))
  const stored = await backend.write(meter, (transaction) => store(transaction, unique, now))
  return records.map((record) => stored.has(record.id) && first.get(record.id) === record)
}

async function store(
  transaction: Transaction,
  given: readonly ExecutionRecord[],
  now: number,
): Promise<Set<string>> {
  const known = await transaction.run(knownAmong, { ids: given.map(({ id }) => id) })
  const knownIds = new Set(known.map(({ id }) => id))
  // Flows come first in the order of locks, so which records are new must be known before: a conflict leaves no trace.
  const records = given.filter(({ id }) => !knownIds.has(id)).map(withFacts)
  if (records.length === 0) return new Set()
  const insert = async (into: Statement<unknown>, rows: Values[string]) => {
    if ((rows as readonly unknown[]).length > 0) await transaction.run(into, { rows })
  }
  await insert(
    addFlows,
    flowRows(records.map(({ flow, runNumber }) => ({ flow, runNumber, createdAt: now }))),
  )
  const rows = records.map((record) => executionRow(record, now))
  const added = new Set((await transaction.run(addExecutions, { rows })).map((row) => row.id))
  const news = records.filter((record) => added.has(record.id))
  await insert(addDags, dagRows(news, now))
  await insert(
    addMetadata,
    news.flatMap((record) => record.facts),
  )
  await insert(addPayloads, news.flatMap(payloadRows))
  await insert(addNodes, news.flatMap(nodeRows))
  await insert(addRuns, runRows(news, now))
  await appendRunFacts(transaction, news.flatMap(endFacts))
  return added
}

const knownAmong = statement<{ id: string }>(({ tables: { executions: e }, dialect }) => {
  return sql`select ${as(e.id, 'id')} from ${e} where ${dialect.isIn(e.id, 'ids')}`
})
const addExecutions = statement<{ id: string }>(
  ({ tables, dialect }) =>
    sql`${insertRows(tables.executions, dialect)} on conflict (execution_id) do nothing returning execution_id as id`,
)
const addDags = statement(
  ({ tables, dialect }) =>
    sql`${insertRows(tables.dags, dialect)} on conflict (dag_hash) do update set last_used_at = excluded.last_used_at where dags.last_used_at < excluded.last_used_at`,
)
const addMetadata = statement(({ tables, dialect }) => insertRows(tables.executionMetadata, dialect))
const addPayloads = statement(({ tables, dialect }) => insertRows(tables.payloads, dialect))
const addNodes = statement(({ tables, dialect }) => insertRows(tables.nodeResults, dialect))

/** A step's record is a sign of life of its run. Written at most every ten seconds. */
const addRuns = statement(
  ({ tables, dialect }) =>
    sql`${insertRows(tables.runs, dialect)} on conflict (flow_id, number) do update set heartbeat_at = excluded.heartbeat_at, version = runs.version + 1 where runs.heartbeat_at is null or runs.heartbeat_at + 10000 <= excluded.heartbeat_at`,
)
