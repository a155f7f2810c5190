import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parsed } from '../setup/ask/scrape.ts'
import { watchExecutions } from '../setup/ask/streams.ts'
import { type Served, newDirectory, said, serve } from '../setup/servers/process.ts'
import { newPlace } from '../setup/servers/stores.ts'

const files = {
  'the dashboard of Grafana': 'deploy/grafana/dashboard.json',
  'the alerts of Prometheus': 'deploy/prometheus/alerts.yml',
}
const named = /\b(?:execgraph|process|nodejs)_[a-z_]+/g

let server: Served
let metricsUrl: string
beforeAll(async () => {
  const prod = await newPlace('postgres')
  server = await serve(
    [
      '--backend',
      'main=sqlite:./main.db',
      '--backend',
      `prod=${prod.url}`,
      '--status-cache-ms',
      '1000',
      '--metrics-port',
      '0',
    ],
    { cwd: newDirectory().path },
  )
  const [port] = await said(server, /"port":(\d+),"msg":"metrics are open/)
  metricsUrl = `http://127.0.0.1:${port}/metrics`
})
afterAll(() => server.stop())

const scrape = async () => parsed(await (await fetch(metricsUrl)).text())

/** Requests of all kinds: look-ups, lists, writes, work, refusals and a stream. */
async function load() {
  const streaming = new AbortController()
  const { query, variables } = watchExecutions('a', ['one'])
  const stream = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept': 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: streaming.signal,
  })
  for (const backend of ['main', 'prod'])
    await server.ask(
      `mutation { recordExecutions(input: { backend: "${backend}", executions: [{ id: "one", flow: "F" }] }) { results { ok } } }`,
    )
  await server.ask('{ executions(ids: ["one", "two"]) { id status tags } executionHistory { nodes { id } } }')
  await server.ask(
    'mutation { startExecutions(input: { dag: { nodes: [{ id: "a", kind: "K" }] }, executions: [{ flow: "W" }] }) { results { ok } } }',
  )
  await server.ask(
    'mutation { claimActions(input: { worker: "w", kinds: ["K"], limit: 1 }) { actions { nodeId } } }',
  )
  await server.ask('{ nobody }')
  await fetch(`${server.url}/graphql?query={backends{name}}`, {
    headers: { origin: 'https://other.example' },
  })
  await wait(300)
  return async () => {
    streaming.abort()
    await stream.body?.cancel().catch(() => {})
  }
}

describe('what is in deploy', () => {
  let known: ReadonlySet<string>
  beforeAll(async () => {
    const end = await load()
    await scrape()
    await wait(300)
    known = (await scrape()).names
    await end()
  })

  it.each(Object.entries(files))('%s names only metrics that a server has', (_, file) => {
    const names = new Set(readFileSync(file, 'utf8').match(named))
    expect(names.size).toBeGreaterThan(8)
    expect([...names].filter((name) => !known.has(name))).toEqual([])
  })

  it('the dashboard shows every metric', async () => {
    const text = readFileSync(files['the dashboard of Grafana'], 'utf8')
    const { types } = await scrape()
    expect([...types.keys()].filter((name) => !text.includes(name))).toEqual([])
  })

  it('the dashboard has panels in their places', () => {
    const { panels } = JSON.parse(readFileSync(files['the dashboard of Grafana'], 'utf8')) as {
      panels: { id: number; title: string; targets: { expr: string }[] }[]
    }
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    for (const { title, targets } of panels) {
      expect(title).not.toBe('')
      for (const { expr } of targets) expect(expr.split('(').length).toBe(expr.split(')').length)
    }
  })
})

describe('the port of metrics', () => {
  it('answers only /metrics, by GET, to names of this machine', async () => {
    const status = async (path: string, init: RequestInit = {}) =>
      (await fetch(new URL(path, metricsUrl), init)).status
    expect(await status('/metrics')).toBe(200)
    expect(await status('/metrics?x=1')).toBe(200)
    expect(await status('/graphql')).toBe(404)
    expect(await status('/metrics', { method: 'POST' })).toBe(405)
    const { text } = await scrape()
    expect(text).toContain('# TYPE execgraph_requests_total counter')
  })

  it('is open beside that of the API, which answers them on loopback, too', async () => {
    const response = await fetch(`${server.url}/metrics`)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ])
  })
})

it('no metrics are kept with --no-metrics', async () => {
  const off = await serve(['--backend', 'main=memory:', '--no-metrics'], { cwd: newDirectory().path })
  expect((await fetch(`${off.url}/metrics`)).status).toBe(404)
  await off.stop()
})
