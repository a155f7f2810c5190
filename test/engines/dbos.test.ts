import { DBOS } from '@dbos-inc/dbos-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { everyOperation } from '../setup/ask/everyoperation.ts'
import { type Answer, type Api, apiOver } from '../setup/servers/api.ts'
import { newDbos } from '../setup/servers/dbos.ts'
import { plain, saidByDbos, startShop } from '../setup/servers/dbosshop.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'

const fields = `id flow status attempt startedAt finishedAt durationMs parent { id } source tags error version nodeCount
  inputs { json } outputs { json }
  nodeResults(first: 50) { nodes { nodeId status startedAt finishedAt error value } }`

interface Said {
  inputs: { readonly json: unknown }
  readonly outputs: { readonly json: unknown } | null
  readonly nodeResults: { readonly nodes: readonly object[] }
}

function ofExecgraph({ nodeResults, outputs, ...said }: Said) {
  const rest: Partial<Said> = { ...said }
  delete rest.inputs
  return { ...rest, outputs: outputs?.json ?? null, steps: nodeResults.nodes }
}

/** Who reads: DBOS itself asks the same database all the time. */
const reader = `reader_${process.pid}`

describe('workflows that DBOS itself runs', () => {
  let api: Api
  let sql: Sql
  let counter: Counter
  let shop: Awaited<ReturnType<typeof startShop>>
  beforeAll(async () => {
    const place = await newDbos('postgres')
    sql = openSql(place)
    shop = await startShop(place.url)
    await sql.run(`create role ${reader} login superuser password 'reader'`)
    const url = new URL(place.url)
    Object.assign(url, { username: reader, password: 'reader' })
    api = apiOver([await openBackend(parseBackend(`d=dbos+${url.href}`))], [place])
    counter = await countStatements(api, reader)
  }, 60_000)
  afterAll(async () => {
    await Promise.all([shop.close(), counter.close(), api.app.close()])
    await sql.run(`drop role ${reader}`)
    await sql.close()
    await api.close()
  })

  it('are said to be what DBOS says of them, all of them', async () => {
    const all = await DBOS.listWorkflows({ loadInput: true })
    const ids = all.map(({ workflowID }) => workflowID)
    expect(ids.toSorted()).toEqual(
      [
        ...['asleep', 'bad', 'delayed', 'exhausted', 'good', 'held', 'late', 'portable', 'stopped', 'waits'],
        ids.find((id) => id.startsWith('good-'))!,
      ].toSorted(),
    )
    const wanted = []
    for (const id of ids) wanted.push(await saidByDbos(id))
    const { answer, seen } = await counter.during<Answer>(() =>
      api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, { ids }),
    )
    expect(answer.errors).toBeUndefined()
    const { executions } = answer.data as { executions: Said[] }
    expect(executions.map(ofExecgraph)).toEqual(wanted)
    // The rows (parents are among them), tags, errors, payloads, node results, and their errors and values.
    expect(statements(answer)).toEqual({ d: 7 })
    expect(seen).toEqual({ d: 7 })
    expect(new Set(wanted.map(({ status }) => status))).toEqual(
      new Set(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT']),
    )
    const inputs = executions.map((one) => one.inputs.json)
    const portable = (input: unknown) => ({ positionalArgs: input, namedArgs: {} })
    expect(inputs).toEqual(
      all.map(({ workflowID, input }) =>
        workflowID === 'portable'
          ? expect.objectContaining({ positionalArgs: portable(input).positionalArgs })
          : plain(input),
      ),
    )
  })

  it('are listed as DBOS lists them, the newest first', async () => {
    const all = await DBOS.listWorkflows({ sortDesc: true })
    const { executionHistory } = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
      '{ executionHistory { nodes { id } } }',
    )
    expect(executionHistory.nodes.map(({ id }) => id).toSorted()).toEqual(
      all.map(({ workflowID }) => workflowID).toSorted(),
    )
    const { executionHistory: gold } = await api.data<{ executionHistory: { nodes: object[] } }>(
      '{ executionHistory(filter: { tagsAll: ["tier=gold", "n=3", "vip=true", "user:ana"] }) { nodes { id } } }',
    )
    expect(gold.nodes).toEqual([{ id: 'good' }])
  })

  it.each([100, 500])('%d ids cost one statement, and one more for each other kind', async (count) => {
    const ids = Array.from(
      { length: count },
      (_, place) => ['good', 'bad', 'late', 'none'][place] ?? `none ${place}`,
    )
    const cost = async (selected: string) => {
      const { answer, seen } = await counter.during<Answer>(() =>
        api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${selected} } }`, { ids }),
      )
      expect(answer.errors).toBeUndefined()
      expect(seen).toEqual(statements(answer))
      return seen['d']
    }
    const own = 'id status statusReason attempt startedAt finishedAt durationMs version source nodeCount'
    expect(await cost(own)).toBe(1)
    expect(await cost(`${own} error`)).toBe(2)
    expect(await cost(`${own} error tags inputs { json } outputs { json }`)).toBe(4)
  })

  it('are never written, whatever is asked: nothing but SELECT, SET and SHOW reaches the server', async () => {
    const own = '(select oid from pg_database where datname = current_database())'
    await sql.run('create extension if not exists pg_stat_statements')
    const contents = () =>
      sql.run(
        `select count(*)::int, md5(string_agg(t::text, '|' order by workflow_uuid)) from dbos.workflow_status t`,
      )
    const before = await contents()
    const role = `(select oid from pg_roles where rolname = '${reader}')`
    for (const { query, variables } of await everyOperation())
      if (!query.startsWith('subscription')) await api.ask(query, { ...variables })
    const seen = await sql.run(
      `select query from pg_stat_statements where dbid = ${own} and userid = ${role}`,
    )
    expect(seen.length).toBeGreaterThan(10)
    expect(seen.filter(({ query }) => !/^(select|with|set|show)\b/i.test(String(query).trim()))).toEqual([])
    expect(await contents()).toEqual(before)
  })
})
