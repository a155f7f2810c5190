import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'
import { details, whole } from '../setup/seeds/wholes.ts'

const ids = idsFrom('e-', 100)

/** What a client says of itself when it connects: names and values, each closed by a NUL. */
function parametersOf(greeting: Buffer): Record<string, string> {
  const texts = greeting.subarray(8, greeting.readInt32BE(0)).toString().split('\0')
  const pairs = texts.slice(0, texts.indexOf('')).map((text, index, all) => [text, all[index + 1]!] as const)
  return Object.fromEntries(pairs.filter((_, index) => index % 2 === 0))
}

/** A request to stop what another connection is at, instead of a login. */
const isCancel = (greeting: Buffer) => greeting.readInt32BE(4) === 80877102

describe.each(postgresKinds)('with ?prepare=false, for a pooler in front of %s,', (kind) => {
  let api: Api
  let plain: Api
  let proxy: Proxy
  let sql: Sql
  beforeAll(async () => {
    proxy = await startProxy(inject('servers')[kind]!)
    const stores = { title: '', kinds: { main: kind } }
    api = await startApi(stores, {}, (url) => `${proxy.through(url)}?prepare=false&pool=2`)
    plain = await startApi({ title: '', kinds: { main: 'sqlite' } })
    sql = openSql(api.places[0]!)
    for (const one of [api, plain]) {
      await record(one, [begun('parent')])
      await record(
        one,
        ids.map((id) => whole(id, { parentId: 'parent' })),
      )
    }
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
    await plain.close()
    await proxy.close()
  })

  it('every query is answered as ever, with as many statements', async () => {
    const queries = [
      `query ($ids: [ID!]!) { executions(ids: $ids) { id ${details} parent { id children(first: 3) { nodes { id } } } } }`,
      '{ executionHistory(first: 7) { nodes { id status } pageInfo { hasNextPage } unavailable } }',
      '{ backends { name reachable } }',
    ]
    for (const query of queries) {
      const [answer, expected] = [await api.ask(query, { ids }), await plain.ask(query, { ids })]
      expect(answer.data).toEqual(expected.data)
      expect([errors(answer), statements(answer)]).toEqual([[], statements(expected)])
    }
  })

  it('the server is asked for nothing that a pooler would not pass on', async () => {
    const logins = proxy.greetings.filter((greeting) => !isCancel(greeting)).map(parametersOf)
    expect(logins.length).toBeGreaterThan(0)
    for (const { user: _, database: __, client_encoding: encoding, ...others } of logins) {
      expect(others).toEqual({ application_name: 'execgraph' })
      expect(encoding).toMatch(/utf-?8/i)
    }
  })

  it('nothing stays prepared on its connections, as it does without the option', async () => {
    const named = await startProxy(inject('servers')[kind]!)
    const other = await startApi({ title: '', kinds: { main: kind } }, {}, (url) => named.through(url))
    for (let time = 0; time < 3; time++)
      await other.ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids })
    await other.close()
    await named.close()
    expect([named.prepared().length > 0, proxy.prepared()]).toEqual([true, []])
  })

  it('a statement that takes too long is stopped by a cancel request', async () => {
    const other = openSql(api.places[0]!)
    await other.run('begin')
    await other.run('lock table executions in access exclusive mode')
    const before = proxy.greetings.filter(isCancel).length
    const answer = await api.ask('{ execution(id: "e-1") { id } }')
    expect(errors(answer)).toEqual([{ code: 'QUERY_TOO_EXPENSIVE', backend: 'main', path: ['execution'] }])
    expect(proxy.greetings.filter(isCancel)).toHaveLength(before + 1)
    await other.run('rollback')
    await other.close()
    expect(await api.data('{ execution(id: "e-1") { id } }')).toEqual({ execution: { id: 'e-1' } })
  })
})
