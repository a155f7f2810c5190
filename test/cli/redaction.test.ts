import { describe, expect, it } from 'vitest'
import { redacted } from '../../src/cli/redacting.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { newDirectory, serve } from '../setup/servers/process.ts'
import { newReadyPlace } from '../setup/servers/stores.ts'

const secret = 'S3cret-of/an+operator'

describe('a line of the log', () => {
  it.each([
    ['a password in a URL', `postgres://amara:${secret}@db:5432/x`, 'postgres://amara:…@db:5432/x'],
    ['one with @ and : in it', 'at metaflow+postgres://a:p@ss:w@h/x.', 'at metaflow+postgres://a:…@h/x.'],
    ['one without a user', 'redis://:pw@h', 'redis://:…@h'],
    [
      'one in JSON',
      JSON.stringify({ url: 'postgres://a:pw@h/x', b: 1 }),
      '{"url":"postgres://a:…@h/x","b":1}',
    ],
    ['a token', 'token egt_AbC-d_9 was refused', 'token egt_… was refused'],
    ['a token of an issuer', 'got eyJhbGci.eyJzdWIi.c2ln- and eyJhbGci..aXY.dGFn', 'got eyJ… and eyJ…'],
    ['a bearer', `{"authorization":"Bearer abc.def"}`, `{"authorization":"…"}`],
    ['a bearer elsewhere', 'got Bearer abc.def-ghi= twice', 'got Bearer … twice'],
    ['a number as a header', '{"authorization":"123,456"}', '{"authorization":"…"}'],
    ['a header', 'Authorization: Basic YTpi', 'Authorization: …'],
    ['a cookie', '{"cookie":"session=1; other=2","next":1}', '{"cookie":"…","next":1}'],
    ['a cookie that is set', 'Set-Cookie: session=1; HttpOnly', 'Set-Cookie: …'],
    ['a cookie in JSON in JSON', JSON.stringify({ a: '{"cookie":"s=1"}' }), '{"a":"{\\"cookie\\":\\"…\\"}"}'],
  ])('does not tell %s', (_, line, shown) => expect(redacted(line)).toBe(shown))

  it.each([
    'Execgraph listens on http://127.0.0.1:4000',
    '{"backends":["main (sqlite)"],"statement":"executions.byIds","ms":612}',
    'postgres://amara@db:5432/x',
    '{"requests":{"UNAUTHENTICATED authorization":2},"msg":"requests were refused"}',
    'http://[::1]:4000/graphql?query={a}',
  ])('is otherwise as it is: %s', (line) => expect(redacted(line)).toBe(line))
})

it('a server reads its environment, and tells no password, parameter, header, cookie or token to its log, even at its most talkative and whatever goes wrong', async () => {
  const directory = newDirectory()
  const place = await newReadyPlace('postgres')
  const { password } = new URL(place.url)
  // Nobody listens on port 1.
  const away = 'away=postgres://amara:Pa55word@127.0.0.1:1/x'
  const env = {
    PORT: '0',
    HOST: 'localhost',
    EXECGRAPH_BACKENDS: ` main=sqlite:./a.db, pg=${place.url} ,${away},`,
    EXECGRAPH_LOG_LEVEL: 'debug',
  }
  const server = await serve([], { cwd: directory.path, env })
  expect(server.url).toBe(`http://localhost:${server.port}`)
  expect(server.port).not.toBe(4000)
  const headers = {
    'content-type': 'application/json',
    'authorization': 'Bearer egt_T0ken1',
    'cookie': 'session=C00kie',
    'x-request-id': 'egt_T0ken2',
  }
  const send = (body: string, more = {}) =>
    fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...headers, ...more }, body })
  const { body } = await server.ask('{ backends { name } }')
  expect(body).toMatchObject({ data: { backends: [{ name: 'main' }, { name: 'pg' }, { name: 'away' }] } })
  await server.ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids: ['a-parameter'] })
  await send(JSON.stringify({ query: '{ executionHistory { nodes { id } } }' }))
  await send(JSON.stringify({ query: '{ egt_T0ken3 }' }))
  await send('{')
  await send('{}', { origin: 'https://egt_T0ken4.example' })
  await fetch(`${server.url}/graphql/stream/egt_T0ken5`, { method: 'POST', headers, body: '{}' })
  await server.stop()
  const { stdout, stderr } = server.output
  expect(stderr).toBe('')
  expect(stdout).toContain('backend is not up yet')
  expect(stdout).not.toMatch(new RegExp(`:${password}@|a-parameter|Pa55word|T0ken|C00kie`))
  // Of what goes well, no statement and no request is told.
  const calm = linesOf(stdout).flatMap(({ level, msg }) => (level < 40 && msg !== 'closed' ? msg : []))
  expect(calm).toEqual([`Execgraph listens on ${server.url}`, 'closing'])
  await place.remove()
  directory.remove()
})
