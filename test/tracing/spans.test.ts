import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Api, type Setup, aloneSetups, setups, startApi } from '../setup/servers/api.ts'
import { openStores } from '../setup/servers/sql.ts'
import { postgresKinds } from '../setup/servers/stores.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { sized } from '../setup/whole.ts'

const exporter = new InMemorySpanExporter()
beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const spanProcessors = [new SimpleSpanProcessor({ exporter })]
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }))
})
afterAll(() => {
  trace.disable()
  propagation.disable()
  context.disable()
})

const secret = 'a-value-of-a-user'
const look = `query Look($ids: [ID!]!) { executions(ids: $ids) { id run { number tags } tags } }`
const recording = `mutation Record($input: RecordExecutionsInput!) { recordExecutions(input: $input) { results { ok } } }`
const records = (id: string, backend: string) => ({
  input: {
    backend,
    executions: [{ id, flow: secret, runNumber: 1, tags: [secret], error: secret, status: 'error' }],
  },
})

let api: Api
beforeEach(() => exporter.reset())
afterEach(() => api.close())

const traceOf = (number: number) => number.toString(16).padStart(32, '0')
const above = 'b7ad6b7169203331'

const ask = async (query: string, variables: object, traceparent?: string) => {
  const response = await api.app.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(traceparent !== undefined && { traceparent }) },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as { errors?: object[] }
}
const inTrace = (number: number, query: string, variables: object) =>
  ask(query, variables, `00-${traceOf(number)}-${above}-01`)

interface Tree {
  readonly name: string
  readonly in: readonly Tree[]
}

/** The spans of a trace below another, by their names; what ran at once in the order of the alphabet. */
function treeOf(traceId: string, id: string, spans = exporter.getFinishedSpans()): Tree[] {
  const own = spans.filter(
    (span) => span.spanContext().traceId === traceId && span.parentSpanContext?.spanId === id,
  )
  return own
    .map((span) => ({ name: nameOf(span), in: treeOf(traceId, span.spanContext().spanId, spans) }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

const nameOf = ({ name, attributes }: ReadableSpan) =>
  [
    name,
    attributes['execgraph.backend'],
    attributes['execgraph.batch.keys'],
    attributes['db.response.returned_rows'],
  ]
    .flatMap((part) => (part === undefined ? [] : String(part as string | number)))
    .join(' ')

/** The first backend's rows are shown. */
const lookTree = ({ kinds }: Setup, count: number) => [
  {
    name: 'request',
    in: [
      ...Object.keys(kinds).map((name) => ({
        name: `batch ${count}`,
        in: [{ name: `executions.byIds ${name} ${count}`, in: [] }],
      })),
      { name: `batch 1`, in: [{ name: 'runs.byKeys main 1', in: [] }] },
      { name: `batch 1`, in: [{ name: 'runs.tags main 0', in: [] }] },
      { name: `batch ${count}`, in: [{ name: `executions.tags main ${count}`, in: [] }] },
    ],
  },
]

describe.each(sized(setups, aloneSetups))('the spans of requests over $title', (setup) => {
  const seed = async (ids: readonly string[]) => {
    for (const backend of Object.keys(setup.kinds))
      for (const id of ids) await ask(recording, records(id, backend))
    exporter.reset()
  }

  it('lead from the request by its batches to their statements, each in its own trace', async () => {
    api = await startApi(setup)
    const ids = idsFrom('e-', 20)
    await seed(ids)
    await Promise.all(ids.map((_, index) => inTrace(index + 1, look, { ids: ids.slice(index) })))
    for (const index of ids.keys())
      expect(treeOf(traceOf(index + 1), above)).toEqual(sorted(lookTree(setup, 20 - index)))
  })

  it('lead from a mutation by its flush to the statements of its transaction, and link those it is done with', async () => {
    api = await startApi(setup)
    await Promise.all(
      [1, 2, 3, 4].map((number) => inTrace(number, recording, records(`e-${number}`, 'main'))),
    )
    const spans = exporter.getFinishedSpans()
    const flushes = spans.filter(({ name }) => name === 'flush')
    const links = flushes.flatMap(({ links }) => links.map(({ context: { traceId } }) => traceId))
    const owners = flushes.map((span) => span.spanContext().traceId)
    expect([...links, ...owners].toSorted()).toEqual([1, 2, 3, 4].map(traceOf))
    for (const owner of owners) {
      const [request] = treeOf(owner, above)
      expect(request).toMatchObject({
        name: 'request',
        in: [{ name: 'flush', in: [{ name: 'write main' }] }],
      })
      const statements = request!.in[0]!.in[0]!.in.map(({ name }) => name.split(' ')[0])
      expect(statements).toContain('recording.addExecutions')
    }
  })

  it('hold no value of a user: no id, filter, name or message', async () => {
    api = await startApi(setup)
    await seed([secret])
    await inTrace(1, look, { ids: [secret] })
    await inTrace(2, look, { ids: { secret } })
    await inTrace(3, `query ${'V'.repeat(30)} { run(flow: "${secret}") { id } }`, {})
    await inTrace(
      4,
      `{ executionHistory(filter: { errorContains: "${secret}", flow: ["${secret}"] }) { nodes { id } } }`,
      {},
    )
    const told = exporter
      .getFinishedSpans()
      .map(({ name, attributes, status, events }) => ({ name, attributes, status, events }))
    expect(told.length).toBeGreaterThan(8)
    expect(JSON.stringify(told)).not.toContain(secret)
    expect(JSON.stringify(told)).not.toMatch(/V{5}/)
    const wrong = exporter
      .getFinishedSpans()
      .find((span) => span.spanContext().traceId === traceOf(2) && span.name === 'request')
    expect(wrong!.attributes).toMatchObject({ 'error.type': 'BAD_USER_INPUT' })
  })
})

it.each(postgresKinds)(
  'a statement on %s stays one, with its name in its text, whatever trace it is in',
  async (kind) => {
    api = await startApi({ title: '', kinds: { main: kind } })
    const sql = openStores(api)[0]!
    for (let number = 1; number <= 10; number++) await inTrace(number, look, { ids: ['a', `b-${number}`] })
    const found = await sql.run(`
    select s.query, s.calls::int as calls
    from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and s.query like '%executions.byIds%' and s.query not like '%pg_stat%'
  `)
    await sql.close()
    expect(found).toEqual([{ query: expect.stringMatching(/\/\* executions\.byIds \*\/$/), calls: 10 }])
  },
)

const sorted = (trees: readonly Tree[]): Tree[] =>
  trees
    .map((tree) => ({ ...tree, in: sorted(tree.in) }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

describe('a request', () => {
  const memory = { title: '', kinds: { main: 'memory' } }

  it.each([
    ['none', undefined],
    ['a broken one', '00-xyz-1-01'],
    ['a long one', `00-${'a'.repeat(10_000)}`],
    ['one of zeros', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`],
  ])('begins a trace of its own with %s', async (_, traceparent) => {
    api = await startApi(memory)
    await ask('{ backends { name } }', {}, traceparent)
    const request = exporter.getFinishedSpans().find(({ name }) => name === 'request')!
    expect(request.parentSpanContext).toBeUndefined()
    expect(request.attributes).toEqual({ 'graphql.operation.type': 'query' })
  })

  it('that opens a stream has a span until it is open, and what is read for streams is a trace of its own', async () => {
    api = await startApi({ title: '', kinds: { main: 'sqlite' } })
    const traceparent = `00-${traceOf(1)}-${above}-01`
    const stream = await openStream(askOf(api.app), [watchExecutions('o', ['a'])], { traceparent })
    await stream.close()
    const spans = exporter.getFinishedSpans()
    const [request, ...others] = spans.filter(({ name }) => name === 'request')
    expect(others).toEqual([])
    expect(request!.spanContext().traceId).toBe(traceOf(1))
    expect(request!.attributes).toEqual({ 'graphql.operation.type': 'subscription' })
    const roots = spans.filter(({ name }) => name.startsWith('live '))
    expect(new Set(roots.map(({ name }) => name))).toEqual(new Set(['live tick', 'live look-up']))
    expect(roots.filter(({ parentSpanContext }) => parentSpanContext)).toEqual([])
    const ids = new Set(roots.map((span) => span.spanContext().spanId))
    const statements = spans.filter((span) => span !== request && !roots.includes(span))
    expect(statements.length).toBeGreaterThan(0)
    expect(statements.filter(({ parentSpanContext }) => !ids.has(parentSpanContext!.spanId))).toEqual([])
  })

  it('is not recorded if its trace is not', async () => {
    api = await startApi(memory)
    await ask('{ executions(ids: ["a"]) { id } }', {}, `00-${traceOf(1)}-${above}-00`)
    expect(exporter.getFinishedSpans()).toEqual([])
  })

  it('has the name of a trusted document', async () => {
    const query = 'query Trusted { backends { name } }'
    api = await startApi(memory, { nameOf: (params) => (params.query === query ? 'Trusted' : undefined) })
    await ask(query, {})
    const span = exporter.getFinishedSpans().find(({ name }) => name === 'request')
    expect(span!.attributes).toEqual({
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Trusted',
    })
  })
})
