import { type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type StreamOf,
  askOf,
  openStream,
  postTo,
  readStream,
  watchExecutions,
  watchRuns,
} from '../setup/ask/streams.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'
import { kinds, kindsAndMemory } from '../setup/servers/stores.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

describe('streams that ask for too much', () => {
  let api: Api
  const open: StreamOf[] = []
  beforeEach(
    async () =>
      void (api = await startApi({ title: 'memory', kinds: { main: 'memory' } }, { maxStreams: 4 })),
  )
  afterEach(async () => {
    for (const stream of open.splice(0)) await stream.close()
    await api.app.close()
    await api.close()
  })
  const stream = async (...operations: Parameters<typeof openStream>[1]) => {
    const one = await openStream(askOf(api.app), operations)
    open.push(one)
    return one
  }
  const refused = async (body: object, path = '/graphql/stream') => {
    const response = await postTo(askOf(api.app), path, body)
    const { errors } = (await response.json()) as { errors: { extensions: object }[] }
    return [response.status, errors[0]!.extensions]
  }

  it('have operations refused by name, and the others live', async () => {
    const one = await stream(
      watchExecutions('many', idsFrom('e', 501)),
      watchExecutions('more', idsFrom('e', 30_000)),
      { id: 'parse', query: 'subscription {' },
      { id: 'two', query: 'subscription { attentionChanged { items { id } } queueChanged { open } }' },
      { id: 'query', query: '{ backends { name } }' },
      { id: 'backend', query: 'subscription { queueChanged(backend: "other") { open } }' },
      {
        id: 'filter',
        query: 'subscription { runsChanged(filter: { minDurationMs: 5, maxDurationMs: 1 }) { kind } }',
      },
      { id: 'tokens', query: `subscription { attentionChanged { ${'a '.repeat(10_000)} } }` },
      { id: 'text', query: `subscription { attentionChanged { unavailable } } #${'x'.repeat(200_000)}` },
      { id: 'variables', query: 'subscription W($ids: [ID!]!) { executionsChanged(ids: $ids) { id } }' },
      watchExecutions('good', ['a']),
    )
    const errors = one.events.flatMap(({ event, data }) =>
      event === 'error'
        ? [[data['id'], (data['errors'] as { extensions: { code: string } }[])[0]!.extensions.code]]
        : [],
    )
    expect(Object.fromEntries(errors)).toEqual({
      many: 'BATCH_TOO_LARGE',
      more: 'TOO_LARGE',
      parse: 'BAD_USER_INPUT',
      two: 'BAD_USER_INPUT',
      query: 'BAD_USER_INPUT',
      backend: 'BAD_USER_INPUT',
      filter: 'BAD_USER_INPUT',
      tokens: 'TOO_LARGE',
      text: 'TOO_LARGE',
      variables: 'BAD_USER_INPUT',
    })
    expect(one.of('good')).toMatchObject([{ kind: 'UNKNOWN' }])
  })

  it('are refused whole when they make no sense', async () => {
    const operations = idsFrom('o', 21).map((id) => watchExecutions(id, ['a']))
    expect(await refused({ operations })).toEqual([
      400,
      { code: 'BATCH_TOO_LARGE', field: 'operations', limit: 20, received: 21 },
    ])
    for (const [body, field] of [
      [{}, 'operations'],
      [{ operations: 'x' }, 'operations'],
      [{ operations: [null] }, 'operations[0].query'],
      [{ operations: [{ id: 'a', query: 5 }] }, 'operations[0].query'],
      [{ operations: [{ query: 'x' }] }, 'operations[0].id'],
      [{ operations: [{ id: 'a', query: 'x', variables: [] }] }, 'operations[0].variables'],
    ] as const)
      expect(await refused(body)).toMatchObject([400, { code: 'BAD_USER_INPUT', field }])
    const one = await stream(...idsFrom('o', 20).map((id) => watchExecutions(id, ['a'])))
    expect(await refused({ add: [watchExecutions('x', ['a'])] }, `/graphql/stream/${one.token()}`)).toEqual([
      400,
      { code: 'BATCH_TOO_LARGE', field: 'add', limit: 20, received: 21 },
    ])
  })

  it('are refused beyond those that may be open', async () => {
    const first = await stream(watchExecutions('w', ['a']))
    await stream(watchExecutions('w', ['a']))
    const body = { operations: [watchExecutions('w', ['a'])] }
    expect(await refused(body)).toEqual([429, { code: 'RATE_LIMITED', limit: 2, received: 3 }])
    await first.close()
    await stream(watchExecutions('w', ['a']))
  })

  it('tell an error in a field and go on', async () => {
    await record(api, [begun('a', 0, { flow: 'é'.repeat(200) })])
    const aliases = idsFrom('e', 900).map((alias) => `${alias}: flow`)
    const one = await stream(
      watchExecutions('large', ['a'], aliases.join(' ')),
      watchExecutions('wrong', ['a'], 'nodeResults(first: 1000000) { nodes { nodeId } }'),
      watchExecutions('good', ['a']),
    )
    const errorsOf = (id: string) =>
      one.events.flatMap(({ event, data }) => {
        const { errors } = (data['payload'] ?? {}) as { errors?: { extensions: { code: string } }[] }
        return event === 'next' && data['id'] === id ? [errors?.[0]!.extensions.code] : []
      })
    expect([errorsOf('large'), errorsOf('wrong'), errorsOf('good')]).toEqual([
      ['QUERY_TOO_EXPENSIVE'],
      ['BAD_USER_INPUT'],
      [undefined],
    ])
    await api.data(`mutation { updateExecutions(input: { executions: [
      { id: "a", finishAttempt: { verdict: OK } }] }) { results { ok } } }`)
    await expect.poll(() => one.of('good').at(-1)).toMatchObject({ kind: 'UPDATE' })
    await expect.poll(() => errorsOf('wrong')).toHaveLength(2)
  })
})

it('a client that does not read is told the newest states once it reads', async () => {
  const api = await startApi({ title: 'memory', kinds: { main: 'memory' } })
  const { port, close } = await listen(api.app)
  const ids = idsFrom('e', 400)
  const fields = idsFrom('f', 100).map((alias) => `${alias}: flow`)
  await record(
    api,
    ids.slice(0, 200).map((id) => begun(id, 0, { flow: 'x'.repeat(200) })),
  )
  await record(
    api,
    ids.slice(200).map((id) => begun(id, 0, { flow: 'x'.repeat(200) })),
  )
  const body = JSON.stringify({ operations: [watchExecutions('w', ids, `id status ${fields.join(' ')}`)] })
  const slow = request({
    port,
    method: 'POST',
    path: '/graphql/stream',
    headers: { 'content-type': 'application/json' },
  })
  slow.end(body)
  const [response] = await new Promise<[IncomingMessage]>((done) =>
    slow.once('response', (one) => done([one])),
  )
  // Nothing is read while all of it changes several times.
  for (let round = 0; round < 5; round++)
    await api.data(
      `mutation Beat($patches: [ExecutionPatch!]!) { updateExecutions(input: { executions: $patches }) { results { ok } } }`,
      { patches: ids.map((id) => ({ id, addTags: [`t${round}`] })) },
    )
  const finished = { patches: ids.map((id) => ({ id, finishAttempt: { verdict: 'OK' } })) }
  await api.data(
    `mutation Finish($patches: [ExecutionPatch!]!) { updateExecutions(input: { executions: $patches }) { results { ok } } }`,
    finished,
  )
  const one = readStream(new Response(ReadableFrom(response)))
  const newest = () =>
    new Map(one.of('w').map(({ id, execution }) => [id, (execution as { status: string }).status]))
  await expect.poll(() => [...newest().values()].filter((status) => status === 'COMPLETED').length).toBe(400)
  slow.destroy()
  await close()
  await api.app.close()
  await api.close()
})

const ReadableFrom = (response: AsyncIterable<Uint8Array>) =>
  new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        for await (const chunk of response) controller.enqueue(chunk)
        controller.close()
      } catch {
        controller.close()
      }
    },
  })

describe.each(sized(kindsAndMemory, kinds))('what streams cost on %s', (kind) => {
  it('is one statement for each kind, however many watch', async () => {
    const api = await startApi({ title: kind, kinds: { main: kind } }, { maxStreams: 200 })
    const count = await countStatements(api)
    const streams = await Promise.all(
      idsFrom('s', sized(60, 20)).map((id) =>
        openStream(askOf(api.app), [
          watchExecutions('w', ['a', id], 'id status tags nodeResults { nodes { nodeId } }'),
          watchExecutions('plain', ['a', id]),
          watchRuns('r', { flow: ['Train'] }),
        ]),
      ),
    )
    const told = () => streams.every(({ of }) => of('w').length > 2 && of('plain').length > 2)
    const { answer: own, seen } = await count.during(async () => {
      const { extensions } = await api.ask(`mutation { recordExecutions(input: { executions: [
        { id: "a", flow: "Train", attempts: [{ number: 1, startedAt: "2026-01-01T00:00:00Z" }] }
      ] }) { results { ok } } }`)
      await expect.poll(told).toBe(true)
      return extensions!.backends[0]!.statements
    })
    // Of each kind a range, and for all documents their tags, node results and open actions.
    expect(seen['main']! - own).toBeLessThanOrEqual(2 * 3 + 3)
    for (const stream of streams) await stream.close()
    await count.close()
    await api.app.close()
    await api.close()
  })
})
