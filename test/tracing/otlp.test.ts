import { once } from 'node:events'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { newDirectory, serve } from '../setup/servers/process.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { sized } from '../setup/whole.ts'

interface Sent {
  readonly path: string | undefined
  readonly type: string | undefined
  readonly body: { resourceSpans: { resource: { attributes: object[] }; scopeSpans: { spans: Sp[] }[] }[] }
}
interface Sp {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: { key: string; value: object }[]
}

let receiver: Server | undefined
afterEach(() => receiver?.close())

/** Takes what a collector takes. */
async function startReceiver(status: number) {
  const sent: Sent[] = []
  receiver = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => (text += part))
    request.on('end', () => {
      const { url: path, headers } = request
      sent.push({ path, type: headers['content-type'], body: JSON.parse(text) as Sent['body'] })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const { port } = receiver.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, sent }
}

const traceId = '0af7651916cd43dd8448eb211c80319c'
const above = 'b7ad6b7169203331'
const query = 'query Mine { executions(ids: ["a-secret-id"]) { id } }'

const ask = (url: string) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'traceparent': `00-${traceId}-${above}-01`,
      'tracestate': 'a=a-secret',
    },
    body: JSON.stringify({ query }),
  })

describe('a server with --otlp-endpoint', () => {
  it('sends spans to a receiver of OTLP', async () => {
    const { url, sent } = await startReceiver(200)
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url }
    const server = await serve(['--backend', 'main=memory:'], { env, cwd: newDirectory().path })
    expect((await ask(server.url)).status).toBe(200)
    expect((await server.stop()).code).toBe(0)
    expect(sent.map(({ path, type }) => [path, type])).toEqual([['/v1/traces', 'application/json']])
    const [{ resource, scopeSpans }] = sent[0]!.body.resourceSpans as [Sent['body']['resourceSpans'][number]]
    expect(resource).toEqual({ attributes: [{ key: 'service.name', value: { stringValue: 'execgraph' } }] })
    const spans = scopeSpans.flatMap(({ spans }) => spans)
    const byName = Object.fromEntries(spans.map((span) => [span.name, span]))
    expect(Object.keys(byName).toSorted()).toEqual(['batch', 'executions.byIds', 'request'])
    for (const { traceId: own, startTimeUnixNano: from, endTimeUnixNano: to } of spans) {
      expect(own).toBe(traceId)
      expect(BigInt(to) >= BigInt(from) && BigInt(from) > 1_700_000_000_000_000_000n).toBe(true)
    }
    const { request, batch, 'executions.byIds': statement } = byName
    expect([request!.parentSpanId, batch!.parentSpanId, statement!.parentSpanId]).toEqual([
      above,
      request!.spanId,
      batch!.spanId,
    ])
    expect([request!.kind, batch!.kind]).toEqual([2, 1])
    expect(statement!.attributes).toEqual([
      { key: 'db.system.name', value: { stringValue: 'sqlite' } },
      { key: 'execgraph.backend', value: { stringValue: 'main' } },
      { key: 'db.response.returned_rows', value: { intValue: '0' } },
    ])
    expect(JSON.stringify(sent)).not.toMatch(/secret|Mine/)
  })

  it.each<[what: string, status: number, why: string]>([
    ['refuses', 500, 'it answered 500'],
    ...sized([['is not there', 0, 'it did not answer (ECONNREFUSED)'] as [string, number, string]], []),
  ])('answers as before when the receiver %s, and says so once', async (_, status, why) => {
    const url = status === 0 ? 'http://127.0.0.1:2' : (await startReceiver(status)).url
    const args = ['--backend', 'main=memory:', '--otlp-endpoint', url]
    const server = await serve(args, { cwd: newDirectory().path })
    for (let count = 0; count < 5; count++) expect((await ask(server.url)).status).toBe(200)
    expect((await server.stop()).code).toBe(0)
    const said = linesOf(server.output.stdout).filter(({ msg }) => msg === 'traces could not be sent')
    expect(said.map((line) => line['why'])).toEqual([why])
  })
})
