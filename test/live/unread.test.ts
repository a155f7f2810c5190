import { type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type StreamOf, postTo, readStream, watchExecutions } from '../setup/ask/streams.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'
import { sized } from '../setup/whole.ts'

const ids = idsFrom('e', 400)
/** More than the system takes for one who reads nothing. */
const fields = `id ${idsFrom('f', 100)
  .map((alias) => `${alias}: flow`)
  .join(' ')}`
/** More than one client has turns. */
const unread = sized(30, 10)

let api: Api
let url: string
let port: number
const opened: (() => unknown)[] = []
beforeEach(async () => {
  api = await startApi({ title: 'memory', kinds: { main: 'memory' } })
  opened.push(async () => {
    await api.app.close()
    await api.close()
  })
  const served = await listen(api.app)
  ;({ url, port } = served)
  opened.push(served.close)
  for (const half of [ids.slice(0, 200), ids.slice(200)])
    await record(
      api,
      half.map((id) => begun(id, 0, { flow: 'x'.repeat(200) })),
    )
})
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close()
})

const ask = (path: string, init: RequestInit) => fetch(`${url}${path}`, init)

/** A stream of which only the first event is read: that it is open. */
async function openUnread(): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const headers = { 'content-type': 'application/json' }
  const asked = request({ port, method: 'POST', path: '/graphql/stream', headers, agent: false }, resolve)
  asked.on('error', reject).end(JSON.stringify({ operations: [watchExecutions('w', ids, fields)] }))
  const response = await promise
  opened.push(() => response.destroy())
  const first = await new Promise<string>((done) => {
    response.once('data', (part: Buffer) => {
      response.pause()
      done(String(part))
    })
  })
  return /"token":"([^"]+)"/.exec(first)![1]!
}

async function read(operations: Parameters<typeof watchExecutions>[]): Promise<StreamOf> {
  const sent = operations.map((one) => watchExecutions(...one))
  const stream = readStream(await postTo(ask, '/graphql/stream', { operations: sent }))
  opened.push(() => stream.close())
  return stream
}

it('streams that their client does not read keep none of its turns', async () => {
  const tokens = await Promise.all(Array.from({ length: unread }, openUnread))
  const adds = tokens.map((token) =>
    postTo(ask, `/graphql/stream/${token}`, { add: [watchExecutions('x', ids, fields)] }),
  )
  expect((await Promise.all(adds)).map(({ status }) => status)).toEqual(tokens.map(() => 204))
  // Queries, streams and what is added to them have their turns, although nothing is read meanwhile.
  const answer = await postTo(
    ask,
    '/graphql',
    { query: '{ executions(ids: ["e1"]) { id } }' },
    { accept: 'application/json' },
  )
  expect(await answer.json()).toMatchObject({ data: { executions: [{ id: 'e1' }] } })
  const stream = await read([['w', ['e1']]])
  const snapshot = (id: string) => ({
    ...{ kind: 'SNAPSHOT', id, backend: 'main' },
    execution: { id, status: 'RUNNING' },
  })
  await expect.poll(() => stream.of('w')).toEqual([snapshot('e1')])
  await postTo(ask, `/graphql/stream/${stream.token()}`, { add: [watchExecutions('x', ['e2'])] })
  await expect.poll(() => stream.of('x')).toEqual([snapshot('e2')])
  await api.data('mutation { deleteExecutions(input: { ids: ["e1", "e2"] }) { results { ok } } }')
  const gone = (id: string) => ({ kind: 'DELETE', id, backend: 'main', execution: null })
  await expect
    .poll(() => [stream.of('w').slice(1), stream.of('x').slice(1)])
    .toEqual([[gone('e1')], [gone('e2')]])
})
