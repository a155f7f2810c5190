import type postgres from 'postgres'
import { mayRetry } from '../../../stores/postgres/errors.ts'
import type { MetaflowNames, ValueType } from '../names.ts'
import { differs, nameIn, refillName, registerNames, selectedRun, trueRegisters } from '../registers.ts'

/** How many runs one statement checks: it takes some tens of milliseconds, so that nobody waits long for a row. */
const batchSize = 1_000

interface Place {
  readonly flow: string
  readonly number: string
}

interface Looked extends Place {
  readonly count: number
  /** How many of these had wrong registers, which are now corrected. */
  readonly mended: number
}

/** Where a walk begins, and how it saves the place reached, in the transaction of each batch. */
interface Keeping {
  readonly begin: (sql: postgres.Sql) => Promise<Place | undefined>
  readonly keep: (sql: postgres.TransactionSql, place: Place) => Promise<unknown>
}

const beyond = (place: Place | undefined, number: string) =>
  place === undefined ? '' : `where (flow_id, ${number}) > ($1::text, $2::text::bigint)`

/** Ends the query of a batch: the rows of `wrong` are refilled, and the last row is the place reached. */
const refilled = (names: MetaflowNames, number: string) => `
  select flow_id as flow, ${number}::text as number, (select count(*)::int from batch) as count, (
    select coalesce(${nameIn(names, refillName)}(array_agg(flow_id::text), array_agg(number)), 0) from wrong
  ) as mended
  from batch order by flow_id desc, ${number} desc limit 1`

/** The runs behind a place. Those whose registers differ from the raw rows are refilled. */
function runsBehind(names: MetaflowNames, valueType: ValueType, place: Place | undefined): string {
  const runs = nameIn(names, names.tables.runs)
  return `
    with batch as materialized (
      select *
      from ${runs} ${beyond(place, 'run_number')}
      order by flow_id, run_number
      limit ${batchSize}
    ),
      truth as materialized (${trueRegisters(names, valueType, `select ${selectedRun('r')} from batch r`)}),
      wrong as (
        select t.flow_id, t.number
        from truth t
        left join ${nameIn(names, registerNames.runs)} f on f.flow_id = t.flow_id and f.number = t.number
        where f.flow_id is null or ${differs('f', 't')}
      ) ${refilled(names, 'run_number')}
  `
}

/** The registers behind a place. Those whose run no longer exists are refilled, which deletes them. */
function registersBehind(names: MetaflowNames, place: Place | undefined): string {
  const isThere = `exists (
    select from ${nameIn(names, names.tables.runs)} r
    where r.flow_id = b.flow_id collate "default" and r.run_number = b.number)`
  return `with batch as materialized (
    select flow_id, number, started_at from ${nameIn(names, registerNames.runs)} ${beyond(place, 'number')}
    order by flow_id, number limit ${batchSize}),
  wrong as (select b.flow_id, b.number from batch b where b.started_at is not null and not ${isThere})
  ${refilled(names, 'number')}`
}

/** Walks through all rows of a query in batches. */
async function walk(
  sql: postgres.Sql,
  query: (place: Place | undefined) => string,
  { begin, keep }: Keeping,
  progress: (batch: Looked) => void,
): Promise<void> {
  for (let place = await begin(sql); ;) {
    const [last] = await again(() =>
      sql.begin(async (transaction) => {
        const found = await transaction.unsafe<Looked[]>(
          query(place),
          place === undefined ? [] : [place.flow, place.number],
        )
        if (found[0]) await keep(transaction, found[0])
        return found
      }),
    )
    if (!last) return
    progress(last)
    place = last
  }
}

const fromTheStart: Keeping = { begin: async () => undefined, keep: async () => {} }

/** Begins where the last walk was interrupted. */
function resumed(names: MetaflowNames): Keeping {
  const state = nameIn(names, registerNames.state)
  return {
    async begin(sql) {
      const [at] = await sql.unsafe(
        `select done_flow as flow, done_number::text as number from ${state} where done_flow is not null`,
      )
      return at as Place | undefined
    },
    keep: (sql, { flow, number }) =>
      sql.unsafe(`update ${state} set done_flow = $1, done_number = $2::text::bigint`, [flow, number]),
  }
}

/** Refills the runs whose registers a trigger could not keep. */
async function repair(sql: postgres.Sql, names: MetaflowNames): Promise<void> {
  const missed = nameIn(names, registerNames.missed)
  const text = `
    with taken as (
      delete from ${missed}
      where ctid = any(array(select ctid from ${missed} limit ${batchSize}))
      returning *
    )
    select count(*)::int as count, ${nameIn(names, refillName)}(array_agg(flow_id::text), array_agg(number))
    from taken
  `
  for (;;) {
    const [taken] = await again(() => sql.unsafe(text))
    if (taken!['count'] === 0) return
  }
}

/** Corrects all registers, while Metaflow goes on writing. Continues where it was interrupted. */
export async function backfill(
  sql: postgres.Sql,
  names: MetaflowNames,
  valueType: ValueType,
  progress: (batch: Looked) => void,
): Promise<void> {
  await walk(sql, (place) => runsBehind(names, valueType, place), resumed(names), progress)
  await walk(
    sql,
    (place) => registersBehind(names, place),
    fromTheStart,
    () => {},
  )
  await repair(sql, names)
}

/** Compares all registers with the raw rows, and corrects those that differ. */
export async function compare(
  sql: postgres.Sql,
  names: MetaflowNames,
  valueType: ValueType,
  progress: (batch: Looked) => void,
): Promise<void> {
  await walk(sql, (place) => runsBehind(names, valueType, place), fromTheStart, progress)
  const ofGone = (batch: Looked) => progress({ ...batch, count: 0 })
  await walk(sql, (place) => registersBehind(names, place), fromTheStart, ofGone)
}

/** Retries after a deadlock. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 10 || !mayRetry(error)) throw error
    }
  }
}
