import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { insert, tags, tellMetaflow } from '../setup/servers/metaflow.ts'
import { instant } from '../setup/seeds/runs.ts'
import { hiddenTable, namedEndTable } from '../setup/models/metaflowruntable.ts'
import { type RunCase, now, runTable } from '../setup/models/runtable.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { sized } from '../setup/whole.ts'

const fields = 'name status statusReason finishedAt durationMs heartbeatStale'
const statuses = ['RUNNING', 'COMPLETED', 'FAILED'] as const

const said = ({ expected }: RunCase, number: number) => ({
  ...expected,
  name: `case ${number}`,
  finishedAt: instant(expected.finishedAt),
})

const all = ['metaflow', 'metaflow jsonb accelerated', 'metaflow jsonb', 'metaflow accelerated']

const tested = sized(all, all.slice(0, 2))

describe.each(tested)('the status of a run over the tables of %s', (kind) => {
  const cases = [...runTable, ...namedEndTable, ...(kind.includes('jsonb') ? hiddenTable : [])]
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await tellMetaflow(
      sql,
      cases.map(({ startedAt, heartbeatAt, facts }, number) => ({
        backend: 'mf',
        flow: 'Truth',
        number,
        name: `case ${number}`,
        user: null,
        tags: [],
        startedAt,
        heartbeatAt,
        facts,
      })),
    )
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  it('is as the truth table says of each case', async () => {
    const aliases = cases.map((_, number) => `r${number}: run(flow: "Truth", ref: "${number}") { ${fields} }`)
    const runs = await api.data<Record<string, object>>(`{ ${aliases.join('\n')} }`)
    const answered = cases.map(({ id }, number) => ({ id, ...runs[`r${number}`] }))
    expect(answered).toEqual(cases.map((one, number) => ({ id: one.id, ...said(one, number) })))
  })

  it.each(statuses)('%s is what its filter lets through, and what is counted', async (status) => {
    const asked = cases.map(said).filter((one) => one.status === status)
    const query = `query ($status: [RunStatus!]) {
      runs(filter: { status: $status }, orderBy: { field: FLOW, direction: ASC }, first: 100) { nodes { ${fields} } }
      statusCounts(filter: { status: $status }) { counts { status value isExact } unavailable }
    }`
    expect(await api.data(query, { status })).toEqual({
      runs: { nodes: asked },
      statusCounts: { counts: [{ status, value: asked.length, isExact: true }], unavailable: [] },
    })
  })
})

/** Values of JSON that are no texts. What is neither true nor false leaves the run to its heartbeat. */
const json: readonly (readonly [value: unknown, status: string])[] = [
  ...[true, 'True', 'true', 1, [true], ['t', false]].map((value) => [value, 'COMPLETED'] as const),
  ...[false, 0, [false], ['OFF']].map((value) => [value, 'FAILED'] as const),
  ...[null, {}, { ok: true }, [], [[true]], 2, 1.5, 'maybe'].map((value) => [value, 'RUNNING'] as const),
]

describe('a verdict in JSON', () => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: 'jsonb', kinds: { mf: 'metaflow jsonb' } })
    sql = openSql(api.places[0]!)
    const flow = { flow_id: 'F', ts_epoch: 1, ...tags }
    await insert(sql, 'flows_v3', [flow])
    const heard = { last_heartbeat_ts: Math.floor(Date.now() / 1000) }
    await insert(
      sql,
      'runs_v3',
      json.map((_, number) => ({ ...flow, ...heard, run_number: number })),
    )
    for (const [number, [value]] of json.entries())
      await sql.run(
        `insert into metadata_v3 (flow_id, run_number, step_name, task_id, field_name, value, type, ts_epoch) values ('F', $1, 'end', 1, 'attempt_ok', $2::text::jsonb, 't', 1)`,
        [number, JSON.stringify(value)],
      )
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('is read by its first text, and shown as it is', async () => {
    const aliases = json.map(
      (_, number) => `r${number}: run(flow: "F", ref: "${number}") { status metadata { nodes { value } } }`,
    )
    const runs = await api.data<Record<string, { status: string; metadata: { nodes: { value: string }[] } }>>(
      `{ ${aliases.join(' ')} }`,
    )
    const found = json.map(([value], number) => {
      const { status, metadata } = runs[`r${number}`]!
      const shown = metadata.nodes[0]!.value
      return [value, status, typeof value === 'string' ? shown : JSON.parse(shown)]
    })
    expect(found).toEqual(json.map(([value, status]) => [value, status, value]))
  })

  it('never breaks a list that it stands in', async () => {
    const { runs } = await api.data<{ runs: { nodes: { number: number }[] } }>(
      '{ runs(filter: { status: [RUNNING, FAILED] }, orderBy: { field: FLOW, direction: ASC }) { nodes { number } } }',
    )
    const expected = json.flatMap(([, status], number) => (status === 'COMPLETED' ? [] : [{ number }]))
    expect(runs.nodes).toEqual(expected)
  })
})
