import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseBoolean } from '../../src/db/sql/booleantext.ts'
import { accelerate, insert, newMetaflow, tags } from '../setup/servers/metaflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type Place } from '../setup/servers/stores.ts'
import { fewCases } from '../setup/models/fewcases.ts'
import { sized } from '../setup/whole.ts'

interface Fact {
  readonly run: number
  readonly field: string
  readonly value: string
  readonly ts: number
}

const most = 6
const fact: fc.Arbitrary<Fact> = fc.record({
  run: fc.integer({ min: 1, max: most }),
  field: fc.constantFrom('attempt', 'attempt_ok', 'attempt_ok', 'attempt-done'),
  value: fc.constantFrom('True', 'False', ' yes ', 'OFF', 'maybe', '', '2', 'ｔrue', '"'),
  ts: fc.constantFrom(0, 5, 10, 15),
})
const facts = fc.array(fact, { maxLength: sized(40, 20) })

describe.each(['metaflow', 'metaflow jsonb'])('the registers over the tables of %s', (kind) => {
  let place: Place
  let first: Sql
  let second: Sql
  beforeAll(async () => {
    place = await newMetaflow(kind)
    first = openSql(place)
    second = openSql(place)
    await insert(first, 'flows_v3', [{ flow_id: 'F', ts_epoch: 1, ...tags }])
  })
  afterAll(async () => {
    await Promise.all([first.close(), second.close()])
    await place.remove()
  })

  const clear = async () => {
    for (const table of ['metadata_v3', 'runs_v3']) await first.run(`delete from ${table}`)
  }
  const start = (sql: Sql, run: number) =>
    insert(sql, 'runs_v3', [
      { flow_id: 'F', run_number: run, ts_epoch: run, last_heartbeat_ts: run, ...tags },
    ])
  const tell = (sql: Sql, { run, field, value, ts }: Fact) =>
    insert(sql, 'metadata_v3', [
      {
        flow_id: 'F',
        run_number: run,
        step_name: 'end',
        task_id: 1,
        field_name: field,
        value,
        type: '',
        ts_epoch: ts,
        ...tags,
      },
    ])
  const hear = (sql: Sql, { run, ts }: Fact) =>
    sql.run(
      `update runs_v3 set last_heartbeat_ts = ${100 + ts} where run_number = ${run} and last_heartbeat_ts < ${100 + ts}`,
    )
  /** One after another, as each request of Metaflow's service is a transaction of its own. */
  const write = async (sql: Sql, list: readonly Fact[]) => {
    for (const one of list) await (one.field === 'attempt-done' ? hear(sql, one) : tell(sql, one))
  }

  /** What the rule makes of all rows of metadata, here, beside what the triggers kept. */
  async function check() {
    const runs = await first.run(
      'select run_number::int as number, last_heartbeat_ts::int * 1000 as heard from runs_v3 order by 1',
    )
    const text = kind.includes('jsonb') ? 'value ->> 0' : 'value'
    const rows = await first.run(
      `select id::int, run_number::int as number, field_name as field, ${text} as value, ts_epoch::int as ts from metadata_v3 order by ts_epoch, id`,
    )
    const newest = (number: unknown, is: (row: (typeof rows)[number]) => boolean) =>
      rows.findLast((row) => row['number'] === number && is(row))
    const expected = runs.map(({ number, heard }) => {
      const verdict = newest(
        number,
        (row) => row['field'] === 'attempt_ok' && parseBoolean(String(row['value'])) !== undefined,
      )
      const attempt = newest(number, (row) => row['field'] === 'attempt')
      const ok = verdict ? Number(parseBoolean(String(verdict['value']))) : null
      return {
        number,
        heard,
        ok,
        okAt: verdict?.['ts'] ?? null,
        okId: verdict?.['id'] ?? null,
        attemptAt: attempt?.['ts'] ?? null,
        attemptId: attempt?.['id'] ?? null,
      }
    })
    const kept = await first.run(
      `select number::int, heartbeat_at::int as heard, end_ok as ok, end_ok_at::int as "okAt", end_ok_id::int as "okId", end_attempt_at::int as "attemptAt", end_attempt_id::int as "attemptId" from execgraph_runs where started_at is not null order by 1`,
    )
    expect(kept).toEqual(expected)
    expect(await first.run('select * from execgraph_missed')).toEqual([])
  }

  it('are what the rule says, with two writers, whatever comes before the run itself', async () => {
    await accelerate(place)
    const property = fc.asyncProperty(facts, facts, async (one, other) => {
      await clear()
      for (let run = 1; run < most; run++) await start(first, run)
      await Promise.all([write(first, one), write(second, other)])
      await start(first, most)
      await check()
    })
    await fc.assert(property, { numRuns: fewCases(3) })
    await accelerate(place, true)
  })

  it('are what the rule says when they are filled in while two write', async () => {
    const property = fc.asyncProperty(facts, facts, facts, async (before, one, other) => {
      await clear()
      for (let run = 1; run <= most; run++) await start(first, run)
      await write(first, before)
      await Promise.all([write(first, one), accelerate(place), write(second, other)])
      await check()
      await accelerate(place, true)
    })
    await fc.assert(property, { numRuns: fewCases(2) })
  })

  it('never make an insert fail, whatever becomes of them, and note what they missed', async () => {
    await clear()
    await accelerate(place)
    await start(first, 1)
    const ok = { run: 1, field: 'attempt_ok', value: 'True', ts: 1 }
    await tell(first, { ...ok, value: 'x'.repeat(100_000) })
    await first.run('alter table execgraph_runs add constraint broken check (end_ok is null)')
    await tell(first, ok)
    expect(await first.run('select * from execgraph_missed')).toEqual([{ flow_id: 'F', number: '1' }])
    await first.run('alter table execgraph_runs rename to elsewhere')
    await first.run('alter table execgraph_missed rename to nowhere')
    await start(first, 2)
    await tell(first, { ...ok, run: 2 })
    await hear(first, { ...ok, run: 2 })
    await first.run('delete from runs_v3 where run_number = 2')
    expect(await first.run('select count(*)::int as n from metadata_v3')).toEqual([{ n: 3 }])
    await first.run('alter table elsewhere rename to execgraph_runs')
    await first.run('alter table nowhere rename to execgraph_missed')
    await first.run('alter table execgraph_runs drop constraint broken')
    await accelerate(place)
    await check()
    await accelerate(place, true)
  })

  it('are kept for a role that may write to the tables of Metaflow only', async () => {
    await clear()
    await accelerate(place)
    const role = `writer_${kind.replace(' ', '_')}_${process.pid}`
    await first.run(`create role ${role}`)
    await first.run(`grant select, insert, update, delete on all tables in schema public to ${role}`)
    await first.run(`revoke all on execgraph_runs, execgraph_missed, execgraph_state from ${role}`)
    await first.run(`grant usage on all sequences in schema public to ${role}`)
    await second.run(`set role ${role}`)
    await start(second, 1)
    await tell(second, { run: 1, field: 'attempt_ok', value: 'True', ts: 1 })
    await second.run('reset role')
    await check()
    await first.run(`drop owned by ${role}`)
    await first.run(`drop role ${role}`)
    await accelerate(place, true)
  })
})
