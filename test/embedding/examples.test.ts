import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Execgraph } from '../../src/index.ts'
import { readStream } from '../setup/ask/streams.ts'

const cache = resolve('node_modules/.cache/execgraph')
const body = JSON.stringify({ query: '{ backends { name reachable } }' })
const headers = { 'content-type': 'application/json' }
const watched = JSON.stringify({ query: 'subscription { executionsChanged(ids: ["e1"]) { kind } }' })

/** Asks the API, follows a stream until it is open, and says what came. */
async function seen(ask: (path: string, init?: RequestInit) => Promise<Response>) {
  const answer = (await (await ask('/graphql', { method: 'POST', headers, body })).json()) as {
    data: unknown
  }
  const accept = 'text/event-stream'
  const stream = readStream(
    await ask('/graphql', { method: 'POST', headers: { ...headers, accept }, body: watched }),
  )
  await expect.poll(() => stream.events.length).toBeGreaterThan(0)
  return { data: answer.data, stream }
}

it('the examples with node:http and Fastify answer, and close with a stream open', async () => {
  const env = { PATH: process.env['PATH'], PORT: '0', STORE: 'memory:', NODE_COMPILE_CACHE: cache }
  // Both in one program, which loads Execgraph once.
  const loaded = ['./test/setup/fast.ts', './examples/embedding/nodehttp.ts'].flatMap((file) => [
    '--import',
    file,
  ])
  const child = spawn(resolve('node_modules/.bin/node'), [...loaded, 'examples/embedding/fastify.ts'], {
    env,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)))
  const ended = new Promise((done) => child.once('close', done))
  try {
    await expect.poll(() => output.stdout + output.stderr).toMatch(/\n.*\n/)
    const urls = output.stdout.trim().split('\n')
    const streams = []
    for (const url of urls) {
      const { data, stream } = await seen((path, init) => fetch(url + path, init))
      expect(data).toEqual({ backends: [{ name: 'main', reachable: true }] })
      expect(await (await fetch(`${url}/hello`)).text()).toBe('Hello from this program.')
      streams.push(stream)
    }
    child.kill('SIGTERM')
    expect([await ended, output.stderr, new Set(urls).size]).toEqual([0, '', 2])
    for (const stream of streams) await expect.poll(() => stream.isOver()).toBe(true)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
})

const opened: Execgraph[] = []
afterAll(() => Promise.all(opened.map(({ close }) => close())))

/** What opens its store by the environment. */
async function loaded<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const before = process.env['STORE']
  process.env['STORE'] = 'memory:'
  try {
    return await load()
  } finally {
    if (before === undefined) delete process.env['STORE']
    else process.env['STORE'] = before
  }
}

it('the example with Hono answers', async () => {
  const { app, execgraph } = await loaded(() => import('../../examples/embedding/hono.ts'))
  opened.push(execgraph)
  const ask = async (path: string, init?: RequestInit) => app.request(path, init)
  const { data, stream } = await seen(ask)
  expect(data).toEqual({ backends: [{ name: 'main', reachable: true }] })
  expect(await (await ask('/hello')).text()).toBe('Hello from this program.')
  await execgraph.close()
  await expect.poll(() => stream.isOver()).toBe(true)
})

it('the example of a route of Next.js answers', async () => {
  const { POST, GET } = await import('../../examples/embedding/next/app/graphql/[[...path]]/route.ts')
  const host = 'http://127.0.0.1:3000'
  const ask = (path: string, init?: RequestInit) => POST(new Request(host + path, init))
  const { data, stream } = await loaded(() => seen(ask))
  opened.push(await (globalThis as { execgraph?: Promise<Execgraph> }).execgraph!)
  expect(data).toEqual({ backends: [{ name: 'main', reachable: true }] })
  const page = await GET(new Request(`${host}/graphql`, { headers: { accept: 'text/html' } }))
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  await stream.close()
})
