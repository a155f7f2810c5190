import { readFileSync } from 'node:fs'
import { type Socket, connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'

let server: Served
beforeAll(async () => {
  server = await serve(['--backend', 'main=memory:'])
})
afterAll(async () => {
  await server.stop()
})

interface Got {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** `fetch` would take the encoding off. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Got>((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
      const { statusCode = 0, headers } = response
      resolve(buffer(response).then((body) => ({ status: statusCode, headers, body })))
    })
    sent.once('error', reject).end()
  })

const page = { accept: 'text/html' }

it.each([
  '/graphql',
  '/graphiql/start.js',
  '/graphiql/graphiql.js',
  '/graphiql/graphiql.css',
  '/graphiql/json.js',
])('%s is sent once, in the encoding that the client takes', async (path) => {
  const plain = await get(path, page)
  const br = await get(path, { ...page, 'accept-encoding': 'gzip, deflate, br' })
  const gzip = await get(path, { ...page, 'accept-encoding': 'GZIP;q=0.5, br;q=0' })
  expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
    undefined,
    'br',
    'gzip',
  ])
  expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true)
  expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true)
  for (const { status, headers, body } of [plain, br, gzip]) {
    expect([status, headers['content-length']]).toEqual([200, String(body.length)])
    expect(headers).toMatchObject({
      'etag': plain.headers.etag,
      'vary': 'accept-encoding',
      'cache-control': 'no-cache',
    })
  }
  const again = await get(path, { ...page, 'if-none-match': `"other", ${plain.headers.etag!}` })
  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, plain.headers.etag])
  expect((await get(path, { ...page, 'if-none-match': '"other"' })).status).toBe(200)
  const head = await get(path, page, 'HEAD')
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
    200,
    0,
    String(plain.body.length),
  ])
})

it('there are no others', async () => {
  for (const path of ['/graphiql/', '/graphiql/nope.js', '/graphiql/__proto__', '/graphiql/../package.json'])
    expect((await get(path)).status).toBe(404)
})

it('many who ask for the page and its script and read nothing take no memory to speak of', async () => {
  const sockets = Array.from({ length: 300 }, (_, index): Socket => {
    const path = index % 2 === 0 ? '/graphiql/graphiql.js' : '/graphql'
    const socket = connect(server.port, '127.0.0.1')
      .on('error', () => {})
      .pause()
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\n\r\n`)
    return socket
  })
  await expect.poll(async () => (await get('/graphql', page)).status).toBe(200)
  // Beyond what one address may have waiting, they are refused.
  await expect.poll(async () => (await get('/graphiql/graphiql.js')).status).toBe(429)
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'alive' })
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))![1]
  expect(Number(resident)).toBeLessThan(400 * 1024)
  for (const socket of sockets) socket.destroy()
  await expect.poll(async () => (await get('/graphiql/graphiql.js')).status).toBe(200)
})
