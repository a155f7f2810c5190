import { execFile, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { SpanStatusCode, context, trace } from '@opentelemetry/api'
import { ExportResultCode } from '@opentelemetry/core'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BatchSpanProcessor, type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace'
import { buildSchema, parse, validate } from 'graphql'
import { PgBoss } from 'pg-boss'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createJobRecorder } from '../../examples/recording/pgboss.ts'
import { createRecorded } from '../../examples/recording/recorded.ts'
import { createExecutionExporter } from '../../examples/recording/spans.ts'
import { type Client, createClient } from '../../src/client/index.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { newPlace, postgresKinds } from '../setup/servers/stores.ts'

let server: Here
let client: Client
beforeAll(async () => {
  server = await serveHere('memory:')
  client = createClient({ url: server.url })
})
afterEach(() =>
  client.request('mutation { clearExecutions(input: { backend: "main", confirm: "main" }) { deleted } }', {}),
)
afterAll(async () => {
  await server.close()
})
/** Of a server that is not there. */
const away = createClient({ url: 'http://127.0.0.1:9', retries: 0 })

interface Found {
  readonly id: string
  readonly flow: string
  readonly status: string
  readonly error: string | null
  readonly durationMs: number | null
  readonly inputs: { readonly json: unknown } | null
  readonly outputs: { readonly json: unknown } | null
  readonly parent: { readonly id: string } | null
  readonly attempts: { readonly nodes: readonly object[] }
}

const query = `{ executionHistory(first: 100) { nodes {
  id flow status error durationMs inputs { json } outputs { json } parent { id }
  attempts(first: 10) { nodes { number status error } }
} } }`

/** What was recorded, by the names of the flows, the oldest first of each. */
async function found(): Promise<Record<string, readonly Found[]>> {
  const { executionHistory } = await client.request<{ executionHistory: { nodes: Found[] } }, object>(
    query,
    {},
  )
  return Object.groupBy(executionHistory.nodes.toReversed(), ({ flow }) => flow) as Record<string, Found[]>
}

it('functions record their calls, and calls within them as children', async () => {
  const problems: unknown[] = []
  const recorded = createRecorded(client, (error) => problems.push(error))
  const load = recorded(async function load(page: number) {
    if (page === 2) throw new Error('The page is gone.')
    return { bytes: page * 10 }
  })
  const crawl = recorded(async (site: string, odd: unknown) => {
    const loaded = await Promise.allSettled([load(1), load(2)])
    return { site, loaded: loaded.map(({ status }) => status), odd }
  }, 'Crawl')
  expect(await crawl('example.com', 1n)).toEqual({
    site: 'example.com',
    loaded: ['fulfilled', 'rejected'],
    odd: 1n,
  })
  expect(problems).toEqual([])
  const { Crawl: [whole] = [], load: parts = [] } = await found()
  expect([whole!.status, whole!.inputs!.json, whole!.parent]).toEqual(['COMPLETED', 'example.com,1', null])
  const shown = parts
    .map(({ status, error, inputs, outputs, parent }) => ({
      status,
      error: error?.split('\n')[0] ?? null,
      inputs: inputs!.json,
      outputs: outputs?.json ?? null,
      parent: parent?.id,
    }))
    .toSorted((one, other) => one.status.localeCompare(other.status))
  expect(shown).toEqual([
    { status: 'COMPLETED', error: null, inputs: [1], outputs: { bytes: 10 }, parent: whole!.id },
    { status: 'FAILED', error: 'Error: The page is gone.', inputs: [2], outputs: null, parent: whole!.id },
  ])
  // A server that is away costs the record, and nothing else.
  const unheard = createRecorded(away, (error) => problems.push(error))
  expect(await unheard(async () => 'done', 'Crawl')()).toBe('done')
  expect(problems).toEqual([expect.objectContaining({ code: 'UNREACHABLE' })])
})

it('spans of OpenTelemetry become executions, once', async () => {
  const exporter = createExecutionExporter(client)
  const exported: ReadableSpan[] = []
  const spying = {
    ...exporter,
    export(spans: ReadableSpan[], told: Parameters<typeof exporter.export>[1]) {
      exported.push(...spans)
      exporter.export(spans, told)
    },
  }
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: spying })] })
  const tracer = provider.getTracer('test')
  const manager = new AsyncLocalStorageContextManager().enable()
  const at = new Date('2026-11-29T10:00:00.000Z')
  const later = (ms: number) => new Date(at.getTime() + ms)
  const crawl = tracer.startSpan('Crawl', { startTime: at, attributes: { site: 'example.com' } })
  const within = trace.setSpan(context.active(), crawl)
  const right = tracer.startSpan('Fetch', { startTime: later(10) }, within)
  right.end(later(30))
  const wrong = tracer.startSpan('Fetch', { startTime: later(30) }, within)
  wrong.recordException(new Error('The page is gone.'))
  wrong.setStatus({ code: SpanStatusCode.ERROR })
  wrong.end(later(80))
  crawl.end(later(100))
  // More than one request takes.
  for (let index = 0; index < 250; index++) tracer.startSpan('Small', { startTime: at }).end(later(1))
  await provider.forceFlush()
  manager.disable()
  const again = (one = exporter) => new Promise((told) => one.export(exported, told))
  expect(exported).toHaveLength(253)
  expect(await again()).toEqual({ code: ExportResultCode.SUCCESS })
  const stats = '{ executionStats { counts { status value } } }'
  expect(await client.request(stats, {})).toEqual({
    executionStats: {
      counts: expect.arrayContaining([
        { status: 'COMPLETED', value: 252 },
        { status: 'FAILED', value: 1 },
      ]),
    },
  })
  const ids = [crawl, right, wrong].map((span) => {
    const { traceId, spanId } = span.spanContext()
    return `${traceId}-${spanId}`
  })
  const document = `query ($ids: [ID!]!) { executions(ids: $ids) {
    status durationMs error inputs { json } parent { id } } }`
  expect(await client.request(document, { ids })).toEqual({
    executions: [
      {
        status: 'COMPLETED',
        durationMs: 100,
        error: null,
        inputs: { json: { site: 'example.com' } },
        parent: null,
      },
      { status: 'COMPLETED', durationMs: 20, error: null, inputs: { json: {} }, parent: { id: ids[0] } },
      {
        status: 'FAILED',
        durationMs: 50,
        error: expect.stringMatching(/^Error: The page is gone\.\n/),
        inputs: { json: {} },
        parent: { id: ids[0] },
      },
    ],
  })
  expect(await again(createExecutionExporter(away))).toMatchObject({
    code: ExportResultCode.FAILED,
    error: { code: 'UNREACHABLE' },
  })
  await provider.shutdown()
})

it('jobs of pg-boss become executions, with an attempt for each try', async () => {
  const place = await newPlace(postgresKinds[0]!)
  const boss = new PgBoss({ connectionString: place.url, supervise: false, schedule: false })
  const problems: unknown[] = []
  try {
    await boss.start()
    await boss.createQueue('mail', { retryLimit: 2, retryDelay: 0 })
    const recorded = createJobRecorder(client, (error) => problems.push(error))
    const sendMail = recorded(async ({ data, retryCount }: { data: { to: string }; retryCount: number }) => {
      if (data.to === 'nobody' && retryCount === 0) throw new Error('No such address.')
      return { sent: data.to }
    })
    await boss.work('mail', { includeMetadata: true, pollingIntervalSeconds: 0.5 }, sendMail)
    const ids = [await boss.send('mail', { to: 'ann' }), await boss.send('mail', { to: 'nobody' })]
    await expect
      .poll(async () => (await found())['mail']?.map(({ status }) => status))
      .toEqual(['COMPLETED', 'COMPLETED'])
    const all = (await found())['mail']!
    expect(ids.map((id) => all.find((one) => one.id === id))).toMatchObject([
      {
        inputs: { json: { to: 'ann' } },
        outputs: { json: { sent: 'ann' } },
        attempts: { nodes: [{ number: 1 }] },
      },
      {
        inputs: { json: { to: 'nobody' } },
        outputs: { json: { sent: 'nobody' } },
        attempts: {
          nodes: [
            { number: 1, status: 'FAILED', error: expect.stringMatching(/^Error: No such address\./) },
            { number: 2, status: 'COMPLETED', error: null },
          ],
        },
      },
    ])
    expect(problems).toEqual([])
  } finally {
    await boss.stop({ graceful: false })
    await place.remove()
  }
})

/** The blocks of the documents, by their languages. */
const blocksOf = (page: string) =>
  [...readFileSync(`docs/${page}.md`, 'utf8').matchAll(/```(\w+)\n(.+?)```/gs)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }))
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')

it.each(['embedding', 'recording'])('docs/%s.md shows what is tested', (page) => {
  const folder = `examples/${page}`
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
  const tested = [...files, import.meta.filename].map((file) => lines(readFileSync(file, 'utf8')))
  for (const { language, text } of blocksOf(page)) {
    const shown = lines(text.replace("'execgraph'", "'../../src/index.ts'"))
    if (/^(?:ts|python|go)$/.test(language))
      expect(
        tested.some((whole) => whole.includes(shown)),
        text,
      ).toBe(true)
  }
})

it('docs/recording.md shows what any language sends', async () => {
  const { graphql, json } = Object.fromEntries(
    blocksOf('recording').map(({ language, text }) => [language, text]),
  )
  const sent = () => client.request(graphql!, JSON.parse(json!) as object)
  const answer = { recordExecutions: { results: [{ ok: true, id: 'order-4711', problem: null }] } }
  expect([await sent(), await sent()]).toEqual([answer, answer])
  expect((await found())['Ship']).toMatchObject([{ status: 'COMPLETED', durationMs: 1_500 }])
})

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))

describe.each([
  { language: 'Python', command: 'python3', version: ['--version'], args: ['examples/recording/record.py'] },
  { language: 'Go', command: 'go', version: ['version'], args: ['run', 'examples/recording/record.go'] },
])('$language', ({ language, command, version, args }) => {
  const text = readFileSync(args.at(-1)!, 'utf8')

  it('sends documents of the schema', () => {
    const documents = [...text.matchAll(/(?:"""|`)\n((?:query|mutation|subscription) .+?)(?:"""|`)/gs)]
    expect(documents).toHaveLength(2)
    for (const [, document] of documents) expect(validate(schema, parse(document!))).toEqual([])
  })

  const said = String(spawnSync(command, version).stdout)
  const isHere = /Python 3|go1\.(?:2[2-9]|[3-9]\d)/.test(said)
  if (!isHere) console.log(`${language} is not installed here, or too old: its example was not run.`)
  const run = (url: string) =>
    promisify(execFile)(command, args, { env: { ...process.env, EXECGRAPH_URL: url } })

  // Not declared where they cannot run, as the printed line says.
  const itHere = isHere ? it : undefined
  itHere?.('goes on with the work when the server is away, and says so', async () => {
    const { stdout, stderr } = await run('http://127.0.0.1:9')
    expect(stdout).toBe('done\n')
    expect(stderr).toMatch(/^(?:not recorded: .+ refused.*\n){4}$/)
  })

  itHere?.each(['', '/graphql'])('records over plain HTTP, at an address and "%s"', async (path) => {
    expect(await run(server.url + path)).toEqual({ stdout: 'done\n', stderr: '' })
    const { Crawl: [whole] = [], Fetch: parts = [] } = await found()
    expect(whole).toMatchObject({
      status: 'COMPLETED',
      inputs: { json: { site: 'example.com' } },
      outputs: { json: { failed: 2 } },
      parent: null,
    })
    expect(parts.map(({ inputs, status, parent }) => [inputs!.json, status, parent!.id])).toEqual([
      [{ page: 0 }, 'COMPLETED', whole!.id],
      [{ page: 1 }, 'COMPLETED', whole!.id],
      [{ page: 2 }, 'FAILED', whole!.id],
    ])
    expect(parts[1]!.outputs!.json).toEqual({ bytes: 1_000 })
    expect(parts[2]!.error).not.toBeNull()
  })
})
