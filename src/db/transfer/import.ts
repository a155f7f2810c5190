import { getTableColumns, sql } from 'drizzle-orm'
import type { Backend, Transaction } from '../backend.ts'
import { runIdOf } from '../changes.ts'
import { createMeter } from '../meter.ts'
import { addFlows, flowRows } from '../recording/flows.ts'
import { insertAll } from '../recording/writes.ts'
import { insertRows } from '../sql/insert.ts'
import { as } from '../sql/select.ts'
import { type Statement, statement } from '../sql/statement.ts'
import type { ImportLine } from './check.ts'
import type { Row } from './read.ts'
import { type RecordKind, type TransferTable, recordKinds } from './records.ts'
import { type Key, compareKeys } from './walk.ts'

/** What became of entries of one kind. */
export interface Imported {
  /** Flows and DAGs are not counted: others name them. */
  readonly added: number
  /** Records that the store had already, and that stay as they are. */
  readonly there: number
  /** Keys of runs whose name or client key another run of the store has. */
  readonly refused: readonly Key[]
}

/** Adds rows unless they are there, and returns the keys of those that were not. */
function adding({ table, key }: { table: TransferTable; key: readonly string[] }): Statement<Row> {
  return statement(`transfer.add${table}`, ({ tables, dialect }) => {
    const columns = new Map(Object.entries(getTableColumns(tables[table])))
    const returned = key.map((column) => {
      const name = columns.get(column)!.name
      return sql`${sql.identifier(name)} as ${sql.identifier(column)}`
    })
    return sql`
      ${insertRows(tables[table], dialect)}
      on conflict do nothing
      returning ${sql.join(returned, sql`, `)}
    `
  })
}

const added = new Map(
  recordKinds
    .flatMap((kind) => [kind, ...Object.values(kind.details)])
    .map((one) => [one.table, adding(one)]),
)

/** A DAG that is there is in use from now on, so that no server deletes it before its executions come. */
const addDags = statement<Row>('transfer.addDags', ({ tables, dialect }) => {
  return sql`
    ${insertRows(tables.dags, dialect)}
    on conflict (dag_hash)
    do update set last_used_at = excluded.last_used_at
    where dags.last_used_at < excluded.last_used_at
  `
})

const knownRuns = statement<Row>('transfer.knownRuns', ({ tables: { runs: r }, dialect }) => {
  return sql`
    select ${as(r.flow, 'flow')}, ${as(r.number, 'number')}
    from ${dialect.rows('keys', { flow: 'text', number: 'bigint' })}
    join ${r} on ${r.flow} = keys.flow and ${r.number} = keys.number
  `
})

const knownExecutions = statement<Row>(
  'transfer.knownExecutions',
  ({ tables: { executions: e }, dialect }) => {
    return sql`select ${as(e.id, 'id')} from ${e} where ${dialect.isIn(e.id, 'ids')}`
  },
)

/** Writes entries of one kind, all or none. What is there already stays as it is. */
export function importEntries(
  backend: Backend,
  kind: RecordKind,
  entries: readonly ImportLine[],
): Promise<Imported> {
  const sorted = entries.toSorted((a, b) => compareKeys(a.key, b.key))
  return backend.write(createMeter(), (transaction) => {
    if (kind.kind === 'flow') return addAllFlows(transaction, sorted)
    if (kind.kind === 'dag') return addAllDags(transaction, sorted)
    return addRecords(transaction, kind, sorted)
  })
}

const rowsIn = (entries: readonly ImportLine[]): Row[] => entries.flatMap(({ row }) => (row ? [row] : []))

async function addAllFlows(transaction: Transaction, entries: readonly ImportLine[]): Promise<Imported> {
  await insertAll(transaction, addFlows, onceEach(entries))
  return { added: 0, there: 0, refused: [] }
}

async function addAllDags(transaction: Transaction, entries: readonly ImportLine[]): Promise<Imported> {
  const lastUsedAt = Date.now()
  await insertAll(
    transaction,
    addDags,
    onceEach(entries).map((row) => ({ ...row, lastUsedAt })),
  )
  return { added: 0, there: 0, refused: [] }
}

/** A statement that updates takes each key once. */
const onceEach = (entries: readonly ImportLine[]): Row[] =>
  rowsIn(entries.filter(({ key }, index) => index === 0 || compareKeys(entries[index - 1]!.key, key) !== 0))

async function addRecords(
  transaction: Transaction,
  kind: RecordKind,
  entries: readonly ImportLine[],
): Promise<Imported> {
  const records = entries.filter(({ row }) => row !== undefined)
  const parts = entries.filter(({ row }) => row === undefined)
  if (kind.kind !== 'audit') await addFlowsOf(transaction, kind, records)
  // A part comes before its record, whose row makes all of it visible.
  const stored = await knownAmong(transaction, kind, parts)
  const idOf = ({ key }: ImportLine) => JSON.stringify(key)
  await addDetails(
    transaction,
    kind,
    parts.filter((part) => !stored.has(idOf(part))),
  )
  const rows = await insertAll(transaction, added.get(kind.table)!, rowsIn(records))
  const news = new Set(rows.map((row) => JSON.stringify(kind.key.map((column) => row[column]!))))
  // Of two equal lines the second one is there already.
  const fresh = records.filter((record) => news.delete(idOf(record)))
  await addDetails(transaction, kind, fresh)
  tell(transaction, kind, fresh)
  const others = records.filter((record) => !fresh.includes(record))
  const known = await knownAmong(transaction, kind, others)
  const refused = kind.kind === 'run' ? others.filter((record) => !known.has(idOf(record))) : []
  return {
    added: fresh.length,
    there: others.length - refused.length,
    refused: refused.map(({ key }) => key),
  }
}

/** Lines that were taken out of a file may come without those of their flows. */
async function addFlowsOf(transaction: Transaction, { kind }: RecordKind, records: readonly ImportLine[]) {
  const createdAt = Date.now()
  const seen = rowsIn(records).map((row) => ({
    flow: String(row['flow']),
    runNumber: (row[kind === 'run' ? 'number' : 'runNumber'] ?? null) as number | null,
    createdAt,
  }))
  await insertAll(transaction, addFlows, flowRows(seen))
}

async function knownAmong(
  transaction: Transaction,
  { kind, key }: RecordKind,
  entries: readonly ImportLine[],
): Promise<ReadonlySet<string>> {
  if (entries.length === 0 || kind === 'audit') return new Set()
  const rows =
    kind === 'run'
      ? await transaction.run(knownRuns, {
          keys: entries.map(({ key: [flow, number] }) => ({ flow: flow!, number: number! })),
        })
      : await transaction.run(knownExecutions, { ids: entries.map(({ key: [id] }) => id!) })
  return new Set(rows.map((row) => JSON.stringify(key.map((column) => row[column]!))))
}

async function addDetails(transaction: Transaction, { details }: RecordKind, entries: readonly ImportLine[]) {
  for (const [name, { table }] of Object.entries(details))
    await insertAll(
      transaction,
      added.get(table)!,
      entries.flatMap((entry) => entry.details[name] ?? []),
    )
}

function tell(transaction: Transaction, { kind }: RecordKind, entries: readonly ImportLine[]) {
  if (entries.length === 0) return
  if (kind === 'execution')
    transaction.changed(
      'executions',
      entries.map(({ key: [id] }) => String(id)),
    )
  if (kind === 'run')
    transaction.changed(
      'runs',
      entries.map(({ key: [flow, number] }) => runIdOf({ flow: String(flow), number: Number(number) })),
    )
}
