import { afterEach, describe, expect, it } from 'vitest'
import { type Api, mixedSetups, post, setups, startApi } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { scraped } from '../setup/ask/scrape.ts'
import { askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const batch = 'query Batch($ids: [ID!]!) { executions(ids: $ids) { id run { number } } }'
const trusted = 'query Trusted { backends { name } }'
const nameOf = ({ query }: { query?: string | null }) => (query === trusted ? 'Trusted' : undefined)

let api: Api
afterEach(() => api.close())
const mayRead = () => true

describe.each(sized(setups, mixedSetups))('the metrics of a server over $title', (setup) => {
  const names = Object.keys(setup.kinds)
  const kindOf = (name: string) => api.backends.find((one) => one.name === name)!.kind

  it('count requests, statements, rows, batches and stores', async () => {
    api = await startApi(setup, { metrics: { mayRead }, nameOf, statusCacheMs: 60_000 })
    for (const name of names) await record(api, [begun('a', 0, { runNumber: 1 }), begun('b')], name)
    for (let count = 0; count < 3; count++)
      await post(api.app, { query: batch, variables: { ids: ['a', 'b', 'c'] } })
    await post(api.app, { query: trusted })
    await post(api.app, { query: trusted, variables: { a: 1 } })
    await post(api.app, { query: '{ nobody }' })
    const { value, text } = await scraped(api.app)
    const recorded = names.length
    expect(value('execgraph_requests_total', { operation: 'other', code: 'OK' })).toBe(3 + recorded)
    expect(value('execgraph_requests_total', { operation: 'other', code: 'BAD_USER_INPUT' })).toBe(1)
    expect(value('execgraph_requests_total', { operation: 'Trusted', code: 'OK' })).toBe(2)
    expect(value('execgraph_request_duration_seconds_count', { operation: 'Trusted' })).toBe(2)
    expect(value('execgraph_request_duration_seconds_bucket', { operation: 'Trusted', le: '+Inf' })).toBe(2)
    const cached = ['hits', 'misses'].map((result) => value('execgraph_status_cache_total', { result })!)
    // A connection that begins to hear of others' changes forgets all.
    expect(cached[0]! + cached[1]!).toBe(9 * names.length)
    expect(cached[0]).toBeGreaterThan(0)
    for (const backend of names) {
      const of = (statement: string) => ({ backend, statement })
      const read = value('execgraph_statements_total', of('executions.byIds'))!
      expect(read).toBeGreaterThan(0)
      expect(value('execgraph_statement_rows_total', of('executions.byIds'))).toBe(2 * read)
      expect(value('execgraph_statement_seconds_total', of('executions.byIds'))).toBeGreaterThan(0)
      expect(value('execgraph_statements_total', of('begin'))).toBe(1)
      expect(value('execgraph_statements_total', of('commit'))).toBe(1)
      expect(value('execgraph_backend_up', { backend, kind: kindOf(backend) })).toBe(1)
      expect(value('execgraph_pool_waiting', { backend, pool: 'writes' })).toBe(0)
      expect(value('execgraph_pool_size', { backend, pool: 'scans' })).toBeGreaterThan(0)
      expect(value('execgraph_queue_depth', { backend, what: 'ready' })).toBe(0)
    }
    expect(value('execgraph_batch_keys_count')).toBeGreaterThan(0)
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7)
    expect(text).not.toContain('nobody')
  })

  it('take one statement per store in ten seconds, for the queue, however often they are read', async () => {
    api = await startApi(setup, { metrics: { mayRead } })
    const counter = await countStatements(api)
    const { seen } = await counter.during(async () => {
      for (let count = 0; count < 5; count++) {
        await scraped(api.app)
        await new Promise((resolve) => setTimeout(resolve, 120))
      }
    })
    await counter.close()
    expect(Object.values(seen)).toEqual(Object.values(seen).map(() => 1))
    const { value } = await scraped(api.app)
    for (const backend of names)
      expect(value('execgraph_statements_total', { backend, statement: 'queue.state' })).toBe(1)
  })
})

describe('the metrics of a server', () => {
  const memory = { title: '', kinds: { main: 'memory' } }

  it('count what is refused, by code only', async () => {
    api = await startApi(memory, { metrics: { mayRead } })
    await post(api.app, { query: batch, variables: { ids: idsFrom('e', 501) } })
    for (const site of ['https://a.example', 'https://b.example'])
      await api.app.fetch('/graphql?query={backends{name}}', { headers: { origin: site } })
    const { value, labels } = await scraped(api.app)
    expect(value('execgraph_refused_total', { code: 'BATCH_TOO_LARGE' })).toBe(1)
    expect(value('execgraph_refused_total', { code: 'FORBIDDEN' })).toBe(2)
    expect(labels('execgraph_refused_total')).toHaveLength(2)
  })

  it('have no label that a client makes up, whatever it sends', async () => {
    api = await startApi(memory, { metrics: { mayRead }, nameOf })
    const { lines: before } = await scraped(api.app)
    for (let count = 0; count < sized(300, 100); count++) {
      const operationName = `Mine${count}`
      await post(api.app, { query: `query ${operationName} { backends { name } }`, operationName })
      await post(api.app, { query: `{ mine${count} }` })
      await api.app.fetch(`/graphql?mine${count}`, {
        method: 'POST',
        body: '{',
        headers: { 'x-request-id': operationName },
      })
      await api.app.fetch(`/mine${count}`)
    }
    await scraped(api.app)
    const { text, labels, lines } = await scraped(api.app, 150)
    expect(text).not.toMatch(/mine/i)
    expect(labels('execgraph_requests_total').map(({ operation }) => operation)).toEqual(['other', 'other'])
    // The series of the two codes and of one operation, and of statements and the event loop.
    expect(lines.length - before.length).toBeLessThan(60)
  })

  it('count streams, subscriptions, ticks and frames', async () => {
    api = await startApi(memory, { metrics: { mayRead } })
    const stream = await openStream(askOf(api.app), [
      watchExecutions('one', ['a']),
      watchExecutions('two', ['b']),
    ])
    await record(api, [begun('a')])
    await expect.poll(() => stream.of('one').length).toBe(2)
    const during = await scraped(api.app, 150)
    expect(during.value('execgraph_live_streams')).toBe(1)
    expect(during.value('execgraph_live_subscriptions')).toBe(2)
    expect(during.value('execgraph_live_ticks_total')).toBeGreaterThan(0)
    expect(during.value('execgraph_live_frames_total')).toBeGreaterThanOrEqual(4)
    expect(during.value('execgraph_live_frame_bytes_total')).toBeGreaterThan(100)
    await stream.close()
    await expect.poll(async () => (await scraped(api.app, 150)).value('execgraph_live_streams')).toBe(0)
  })

  it('are read by GET alone, and by those who may', async () => {
    api = await startApi(memory, {
      metrics: { mayRead: ({ headers }) => headers.get('authorization') === 'yes' },
    })
    const refused = await api.app.fetch('/metrics')
    expect([refused.status, await refused.json()]).toEqual([
      403,
      {
        errors: [
          {
            message: 'These metrics are for administrators. --metrics-port opens a port for them alone.',
            extensions: { code: 'FORBIDDEN', field: 'path' },
          },
        ],
        extensions: { requestId: refused.headers.get('x-request-id') },
      },
    ])
    const headers = { authorization: 'yes' }
    const { status, headers: of } = await api.app.fetch('/metrics', { headers })
    expect([status, of.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect((await api.app.fetch('/metrics', { headers, method: 'POST' })).status).toBe(405)
  })

  it('are for all where only this machine reaches the server, and for nobody elsewhere', async () => {
    api = await startApi(memory, { metrics: {}, hosts: { loopback: true, allowed: [] } })
    expect((await api.app.fetch('/metrics')).status).toBe(200)
    await api.close()
    api = await startApi(memory, { metrics: {} })
    expect((await api.app.fetch('/metrics')).status).toBe(403)
  })

  it('are none without the option', async () => {
    api = await startApi(memory)
    expect((await api.app.fetch('/metrics')).status).toBe(404)
    expect(api.app.metrics).toBeUndefined()
  })
})
