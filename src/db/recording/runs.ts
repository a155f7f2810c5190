import { sql } from 'drizzle-orm'
import { newId } from './newid.ts'
import type { Transaction } from '../backend.ts'
import { runIdOf } from '../changes.ts'
import { addFlows, byFlow, flowRows, mostRunNumber } from './flows.ts'
import { grouped } from './grouping.ts'
import { insertRows } from '../sql/insert.ts'
import { type RunFact, appendRunFacts, byRun } from './runfacts.ts'
import type { RunKey } from '../runs/rows.ts'
import { statement } from '../sql/statement.ts'
import { runRow } from './runrow.ts'
import { facts, endStep } from '../status/facts.ts'

export interface RunRecord {
  readonly flow: string
  /** `null`: the flow's next number. */
  readonly number: number | null
  readonly name: string | null
  readonly user: string | null
  readonly startedAt: number
  readonly heartbeatAt: number | null
  readonly clientKey: string | null
  readonly tags: readonly string[]
  readonly systemTags: readonly string[]
  /** An attempt and a verdict of the run's last step, written as facts of the step `end`. */
  readonly attempt: { readonly number: number; readonly at: number } | null
  readonly verdict: { readonly ok: boolean; readonly at: number } | null
}

/**
 * The run that was stored, the run known by the same client key, or a conflict: over `numbers` if the flow has none left
 * above those it has seen.
 */
export type RecordedRun =
  | { readonly kind: 'stored' | 'known'; readonly key: RunKey }
  | { readonly kind: 'conflict'; readonly over: 'number' | 'name' | 'numbers' }

/** Stores runs, all new ones in one transaction. */
export const recordRuns = grouped<RunRecord, RecordedRun>((backend, records, meter) =>
  backend.write(meter, (transaction) => store(transaction, records, Date.now())),
)

async function store(
  transaction: Transaction,
  records: readonly RunRecord[],
  now: number,
): Promise<RecordedRun[]> {
  const numbered = await withNumbers(transaction, records, now)
  const rows = numbered.filter(isNumberable).map(runRow).toSorted(byRun)
  const added = new Set((await transaction.run(storeRuns, { rows })).map(keyText))
  // Of two equal records, the first is stored.
  const stored = numbered.map((record) => added.delete(keyText(record)))
  const news = numbered.filter((_, index) => stored[index])
  transaction.changed('runs', news.map(runIdOf))
  const tags = news.flatMap(tagRows)
  if (tags.length > 0) await transaction.run(storeRunTags, { rows: tags })
  await appendRunFacts(transaction, news.flatMap(endFacts))
  if (news.length === numbered.length) return numbered.map((key) => ({ kind: 'stored', key }))
  const refused = numbered.filter((_, index) => !stored[index])
  const known = await transaction.run(colliding, { rows: refused.map(keysOf) })
  return numbered.map((record, index) =>
    stored[index] ? { kind: 'stored', key: record } : collision(record, known),
  )
}

type Numbered = RunRecord & { readonly number: number }

/** A run beyond could not be named in a later call. */
const isNumberable = ({ number }: Numbered) => number <= mostRunNumber

const takeNumbers = statement<{ flow: string; nextRun: number }>(
  'recording.takeNumbers',
  ({ dialect }) => sql`update flows set next_run = flows.next_run + rows.count
from ${dialect.rows('rows', { flow: 'text', count: 'bigint' })}
where flows.flow_id = rows.flow returning flows.flow_id as flow, flows.next_run as "nextRun"`,
)

/** Numbers the runs without one from their flow's counter, which is above every number seen. */
async function withNumbers(
  transaction: Transaction,
  records: readonly RunRecord[],
  now: number,
): Promise<Numbered[]> {
  const seen = records.map(({ flow, number }) => ({ flow, runNumber: number, createdAt: now }))
  await transaction.run(addFlows, { rows: flowRows(seen) })
  const wanting = Map.groupBy(
    records.filter(({ number }) => number === null),
    ({ flow }) => flow,
  )
  if (wanting.size === 0) return records as Numbered[]
  const rows = [...wanting].map(([flow, { length: count }]) => ({ flow, count })).toSorted(byFlow)
  const taken = await transaction.run(takeNumbers, { rows })
  const next = new Map(taken.map(({ flow, nextRun }) => [flow, nextRun - wanting.get(flow)!.length]))
  return records.map((record) => {
    if (record.number !== null) return record as Numbered
    const number = next.get(record.flow)!
    next.set(record.flow, number + 1)
    return { ...record, number }
  })
}

const storeRuns = statement<Known>(
  'recording.storeRuns',
  ({ tables, dialect }) =>
    sql`
      ${insertRows(tables.runs, dialect)}
      on conflict
      do nothing
      returning flow_id as flow, number, name, client_key as "clientKey"
    `,
)

const storeRunTags = statement(
  'recording.storeRunTags',
  ({ tables, dialect }) => sql`${insertRows(tables.runTags, dialect)} on conflict do nothing`,
)

interface Known extends RunKey {
  readonly name: string | null
  readonly clientKey: string | null
}

const colliding = statement<Known>(
  'recording.colliding',
  ({ dialect }) => sql`
    select distinct runs.flow_id as flow, runs.number, runs.name, runs.client_key as "clientKey"
    from ${dialect.rows('rows', { flow: 'text', number: 'bigint', name: 'text', clientKey: 'text' })}
    join runs on runs.flow_id = rows.flow
      and (runs.number = rows.number or runs.name = rows.name or runs.client_key = rows."clientKey")
  `,
)

function collision(record: Numbered, known: readonly Known[]): RecordedRun {
  const ofFlow = known.filter(({ flow }) => flow === record.flow)
  const before = ofFlow.find(({ clientKey }) => clientKey !== null && clientKey === record.clientKey)
  if (before) return { kind: 'known', key: before }
  const named = ofFlow.some(({ name }) => name !== null && name === record.name)
  if (named) return { kind: 'conflict', over: 'name' }
  return { kind: 'conflict', over: isNumberable(record) ? 'number' : 'numbers' }
}

/** Identifies a stored record. A refused record may share its number, but not all four values. */
const keyText = ({ flow, number, name, clientKey }: Known) => JSON.stringify([flow, number, name, clientKey])

const keysOf = ({ flow, number, name, clientKey }: Numbered) => ({ flow, number, name, clientKey })

function tagRows({ flow, number, startedAt, tags, systemTags }: Numbered) {
  const row = (tag: string, system: number) => ({ flow, number, tag, system, startedAt })
  return [...systemTags.map((tag) => row(tag, 1)), ...tags.map((tag) => row(tag, 0))]
}

function endFacts({ flow, number, attempt, verdict }: Numbered): RunFact[] {
  const fact = (field: string, value: string, ts: number): RunFact => ({
    flow,
    number,
    step: endStep,
    attempt: attempt?.number ?? null,
    field,
    value,
    ts,
    id: newId(),
    clientKey: null,
  })
  return [
    ...(attempt ? [fact(facts.began, String(attempt.number), attempt.at)] : []),
    ...(verdict ? [fact(facts.verdict, String(verdict.ok), verdict.at)] : []),
  ]
}
