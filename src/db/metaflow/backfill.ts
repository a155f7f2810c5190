import type postgres from 'postgres'
import { mayRetry } from '../postgres/errors.ts'
import type { MetaflowNames, ValueType } from './names.ts'
import {
  isAttempt,
  isEndFact,
  isVerdict,
  nameIn,
  newer,
  registerNames,
  rowOf,
  verdictOf,
} from './registers.ts'

/** Runs that are filled in by one statement: some tens of milliseconds, so that nobody waits long for a row. */
const batchSize = 1_000

/** What all facts say of the runs of a table expression `batch`, set where it is newer than what a trigger has kept. */
function applied(names: MetaflowNames, valueType: ValueType): string {
  const of = rowOf('r')
  const newest = (column: string, of: string) =>
    `(array_agg(${column} order by ts desc, id desc) filter (where ${of}))[1]`
  const [isOk, isBegun] = ['ok is not null', 'attempt']
  const facts = `select m.id, m.ts_epoch as ts, ${isAttempt('m')} as attempt, case when ${isVerdict('m')} then ${verdictOf('m', valueType)} end as ok
    from ${nameIn(names, names.tables.metadata)} m where m.flow_id = r.flow_id and m.run_number = r.run_number and ${isEndFact('m')} offset 0`
  const end = `select ${newest('ok', isOk)} as ok, ${newest('ts', isOk)} as ok_at, ${newest('id', isOk)} as ok_id, ${newest('ts', isBegun)} as attempt_at, ${newest('id', isBegun)} as attempt_id from (${facts}) as facts`
  const columns = (register: 'end_ok' | 'end_attempt', list: readonly string[]) =>
    list.map(
      (column) =>
        `${column} = case when ${newer('kept', register)} then excluded.${column} else kept.${column} end`,
    )
  const set = [
    'name = excluded.name, user_name = excluded.user_name, started_at = excluded.started_at',
    // Heartbeats only grow. One that came while this was read stays.
    'heartbeat_at = greatest(kept.heartbeat_at, excluded.heartbeat_at)',
    ...columns('end_ok', ['end_ok', 'end_ok_at', 'end_ok_id']),
    ...columns('end_attempt', ['end_attempt_at', 'end_attempt_id']),
  ]
  const differs = `kept.started_at is distinct from excluded.started_at or kept.heartbeat_at is distinct from greatest(kept.heartbeat_at, excluded.heartbeat_at) or ${newer('kept', 'end_ok')} or ${newer('kept', 'end_attempt')}`
  return `insert into ${nameIn(names, registerNames.runs)} as kept (flow_id, number, name, user_name, started_at, heartbeat_at, end_ok, end_ok_at, end_ok_id, end_attempt_at, end_attempt_id)
  select r.flow_id, r.run_number, r.run_id, ${of.user}, ${of.started}, ${of.heard}, f.ok, f.ok_at, f.ok_id, f.attempt_at, f.attempt_id
  from batch r cross join lateral (${end}) as f order by r.flow_id, r.run_number
  on conflict (flow_id, number) do update set ${set.join(', ')} where ${differs}`
}

interface Place {
  readonly flow: string | null
  readonly number: string | null
}

/** Fills in the runs behind the place that the last batch reached, which is kept with them. `false` when there are none. */
async function fillBatch(sql: postgres.Sql, names: MetaflowNames, valueType: ValueType): Promise<number> {
  const state = nameIn(names, registerNames.state)
  const runs = nameIn(names, names.tables.runs)
  return sql.begin(async (transaction) => {
    const [at] = (await transaction.unsafe(
      `select done_flow as flow, done_number::text as number from ${state} for update`,
    )) as unknown as Place[]
    const beyond = at!.flow === null ? '' : 'where (flow_id, run_number) > ($1, $2::text::bigint)'
    const batch = `select * from ${runs} ${beyond} order by flow_id, run_number limit ${batchSize}`
    const [last] = (await transaction.unsafe(
      `with batch as materialized (${batch}), applied as (${applied(names, valueType)})
      select flow_id as flow, run_number::text as number, (select count(*)::int from batch) as count from batch order by flow_id desc, run_number desc limit 1`,
      at!.flow === null ? [] : [at!.flow, at!.number],
    )) as unknown as (Place & { count: number })[]
    if (!last) return 0
    await transaction.unsafe(`update ${state} set done_flow = $1, done_number = $2::text::bigint`, [
      last.flow,
      last.number,
    ])
    return last.count
  })
}

/** Looks again at the runs whose registers a trigger could not keep. */
function repair(sql: postgres.Sql, names: MetaflowNames, valueType: ValueType) {
  const { missed, runs: registers } = registerNames
  const runs = nameIn(names, names.tables.runs)
  const isMissed = (row: string) =>
    `exists (select from gone where gone.number = ${row}.number and gone.flow_id = ${row}.flow_id)`
  return sql.begin(async (transaction) => {
    await transaction.unsafe(
      `create temporary table gone on commit drop as select flow_id, number from ${nameIn(names, missed)}`,
    )
    await transaction.unsafe(`delete from ${nameIn(names, missed)} m where ${isMissed('m')}`)
    await transaction.unsafe(`delete from ${nameIn(names, registers)} f where ${isMissed('f')}`)
    const batch = `select r.* from ${runs} r join (select distinct * from gone) as gone on gone.flow_id collate "default" = r.flow_id and gone.number = r.run_number`
    await transaction.unsafe(`with batch as materialized (${batch}) ${applied(names, valueType)}`)
  })
}

/** Fills the registers of all runs, some at a time, while Metaflow goes on writing. */
export async function backfill(
  sql: postgres.Sql,
  names: MetaflowNames,
  valueType: ValueType,
  progress: (runs: number) => void,
): Promise<void> {
  for (let runs = 0; ;) {
    const count = await again(() => fillBatch(sql, names, valueType))
    if (count === 0) break
    progress((runs += count))
  }
  await again(() => repair(sql, names, valueType))
}

/** Whoever loses a deadlock tries again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 10 || !mayRetry(error)) throw error
    }
  }
}
