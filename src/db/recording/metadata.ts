import { sql } from 'drizzle-orm'
import { runIdOf } from '../changes.ts'
import { newId } from './newid.ts'
import { grouped } from './grouping.ts'
import { insertRows } from '../sql/insert.ts'
import { lockExecutions } from './remove.ts'
import { appendRunFacts, byRun, isOfRow } from './runfacts.ts'
import type { RunKey } from '../runs/rows.ts'
import { statement } from '../sql/statement.ts'

interface Fact {
  readonly attempt: number | null
  readonly field: string
  readonly value: string
  readonly ts: number
  readonly clientKey: string | null
}

export interface RunMetadata extends Fact, RunKey {
  readonly step: string
}

export interface ExecutionMetadata extends Fact {
  readonly executionId: string
}

const knownRuns = statement<RunKey>(
  'recording.knownRuns',
  ({ dialect }) => sql`
    select runs.flow_id as flow, runs.number
    from ${dialect.rows('keys', { flow: 'text', number: 'bigint' })}
    join runs on runs.flow_id = keys.flow and runs.number = keys.number
  `,
)

/** Appends facts to runs. Returns for each whether its run is known. A repeated client key changes nothing. */
export const recordRunMetadata = grouped<RunMetadata, boolean>((backend, records, meter) =>
  backend.write(meter, async (transaction) => {
    const keys = [
      ...new Map(records.map(({ flow, number }) => [`${number}/${flow}`, { flow, number }])).values(),
    ]
    const known = new Set(
      (await transaction.run(knownRuns, { keys })).map((key) => `${key.number}/${key.flow}`),
    )
    const isKnown = ({ flow, number }: RunKey) => known.has(`${number}/${flow}`)
    const rows = records.filter(isKnown).map((record) => ({ ...record, id: newId() }))
    await appendRunFacts(transaction, rows.toSorted(byRun))
    return records.map(isKnown)
  }),
)

const addExecutionFacts = statement<{ id: string }>(
  'recording.addExecutionFacts',
  ({ tables, dialect }) =>
    sql`
      ${insertRows(tables.executionMetadata, dialect)}
      on conflict (execution_id, client_key)
      do nothing
      returning execution_id as id
    `,
)

/** Appends facts to executions. Returns for each whether its execution is known. A repeated client key changes nothing. */
export const recordExecutionMetadata = grouped<ExecutionMetadata, boolean>((backend, records, meter) =>
  backend.write(meter, async (transaction) => {
    const ids = [...new Set(records.map(({ executionId }) => executionId))]
    // The lock keeps the executions from being deleted while facts are added.
    const known = new Set(await lockExecutions(transaction, ids))
    const isKnown = ({ executionId }: ExecutionMetadata) => known.has(executionId)
    const rows = records
      .filter(isKnown)
      .map((record) => ({ ...record, attempt: record.attempt ?? 0, id: newId() }))
    const added = rows.length === 0 ? [] : await transaction.run(addExecutionFacts, { rows })
    transaction.changed(
      'executions',
      added.map(({ id }) => id),
      'details',
    )
    return records.map(isKnown)
  }),
)

export interface Heartbeat extends RunKey {
  readonly at: number
}

const beat = statement<RunKey>(
  'recording.beat',
  ({ dialect }) => sql`
    update runs
    set heartbeat_at = rows.at, version = version + 1, changed = ${dialect.changed}
    from ${dialect.rows('rows', { flow: 'text', number: 'bigint', at: 'bigint' })}
    where ${isOfRow(dialect)}
      and (heartbeat_at is null or heartbeat_at < rows.at)
    returning runs.flow_id as flow, runs.number
  `,
)

/** Records heartbeats, never an older one. Returns for each whether its run is known. */
export const heartbeatRuns = grouped<Heartbeat, boolean>((backend, heartbeats, meter) =>
  backend.write(meter, async (transaction) => {
    const newest = new Map<string, Heartbeat>()
    for (const one of heartbeats) {
      const key = `${one.number}/${one.flow}`
      if (one.at > (newest.get(key)?.at ?? -Infinity)) newest.set(key, one)
    }
    const rows = [...newest.values()].toSorted(byRun).map(({ flow, number, at }) => ({ flow, number, at }))
    transaction.changed('runs', (await transaction.run(beat, { rows })).map(runIdOf))
    const known = await transaction.run(knownRuns, {
      keys: rows.map(({ flow, number }) => ({ flow, number })),
    })
    const found = new Set(known.map(({ flow, number }) => `${number}/${flow}`))
    return heartbeats.map(({ flow, number }) => found.has(`${number}/${flow}`))
  }),
)
