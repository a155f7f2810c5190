import { afterEach, describe, expect, it } from 'vitest'
import { newLog } from '../setup/servers/logged.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { openStores } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/

let api: Api
afterEach(() => api.close())

const send = async (body: object, headers: Record<string, string> = {}, path = '/graphql') => {
  const response = await api.app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return {
    id: response.headers.get('x-request-id'),
    status: response.status,
    body: (text.startsWith('{') ? JSON.parse(text) : text) as {
      errors?: object[]
      extensions?: { requestId?: string }
    },
  }
}

describe('the id of a request', () => {
  it.each([
    ['is its own, if that is sane', 'Root=1-67891233-abcdef012345678912345678', false],
    ['may be of a proxy', 'a1b2.c3_d4-e5:6', true],
    ['is a new one for one that is long', 'a'.repeat(129), false],
    ['is a new one for an empty one', '', false],
    ['is a new one for one with a line end', 'a b', false],
    ['is a new one for a token', 'egt_3q2-7w', false],
  ])('%s', async (_, given, isKept) => {
    api = await startApi({ title: '', kinds: { main: 'memory' } })
    const { id, body } = await send({ query: '{ nobody }' }, { 'x-request-id': given })
    expect(id).toEqual(isKept ? given : expect.stringMatching(uuid))
    expect(body.extensions).toEqual({ requestId: id })
  })

  it('is in the header of each answer, and in the answer if that has errors', async () => {
    api = await startApi(
      { title: '', kinds: { main: 'memory' } },
      { maxBody: 100_000, hosts: { loopback: true, allowed: [] } },
    )
    const many = 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }'
    const wrong = [
      await send({ query: '{ nobody }' }),
      await send({ query: '{' }),
      await send({ query: many, variables: { ids: idsFrom('e', 501) } }),
      await send({ query: many, variables: { ids: 'x'.repeat(100_000) } }),
      await send({ query: '{ backends { name } }' }, { host: 'other.example' }),
      await send({ query: '{ backends { name } }' }, { 'content-type': 'text/plain' }),
      await send({ query: '{ backends { name } }' }, { accept: 'text/html' }),
      await send({}, { accept: 'text/event-stream' }, '/graphql/stream'),
      await send({}, { accept: 'text/event-stream' }, '/graphql/stream/nobody'),
    ]
    for (const { id, body } of wrong) {
      expect(id).toMatch(uuid)
      expect(body.errors).toHaveLength(1)
      expect(body.extensions).toMatchObject({ requestId: id })
    }
    expect(new Set(wrong.map(({ id }) => id)).size).toBe(wrong.length)
    const right = await send({ query: '{ backends { name } }' })
    expect(right.id).toMatch(uuid)
    expect(right.body.extensions).not.toHaveProperty('requestId')
    const health = await api.app.fetch('/healthz')
    expect(health.headers.get('x-request-id')).toMatch(uuid)
  })

  it.each(kinds)('is in the log with the error that it met, on %s', async (kind) => {
    const { log, lines } = newLog()
    api = await startApi({ title: '', kinds: { main: kind } }, { log })
    const sql = openStores(api)[0]!
    await sql.run('alter table execution_tags rename column tag to lost')
    await sql.close()
    const ids = idsFrom('request-', 8)
    const query = '{ executionHistory(filter: { tagsAny: ["a"] }) { nodes { id } } }'
    const answers = await Promise.all(ids.map((id) => send({ query }, { 'x-request-id': id })))
    expect(answers.map(({ body }) => body.extensions!.requestId)).toEqual(ids)
    const logged = lines.filter(({ msg }) => msg === 'unexpected error')
    expect(logged.map(({ requestId }) => String(requestId)).toSorted()).toEqual(ids.toSorted())
  })
})
