import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, inject, it } from 'vitest'
import type { AppOptions } from '../../src/server/app.ts'
import { type Viewer, type Watched, executionsChanged, openViewer } from '../setup/ask/liveviews.ts'
import { startPooler } from '../setup/servers/pooler.ts'
import { type Served, serve } from '../setup/servers/process.ts'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { openSql } from '../setup/servers/sql.ts'
import { kinds, newReadyPlace, postgresKinds } from '../setup/servers/stores.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { until } from '../setup/servers/workers.ts'
import { longIt, sized } from '../setup/whole.ts'

const ids = idsFrom('e', 5)
/** What each test has opened, to be closed in reverse order. */
const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close()
})

async function newStore(kind: string) {
  const place = await newReadyPlace(kind)
  opened.push(() => place.remove())
  return place
}
async function start(url: string): Promise<Served> {
  const server = await serve(['--backend', `main=${url}`])
  opened.push(() => server.stop())
  return server
}
async function startHere(url: string, options?: Partial<AppOptions>): Promise<Here> {
  const server = await serveHere(url, options)
  opened.push(server.close)
  return server
}
/** A page that asks these servers in turn: another whenever it was cut off. */
function view(servers: readonly Pick<Served, 'url'>[], watched: Watched = { ids, filter: {} }): Viewer {
  let turn = 0
  const viewer = openViewer(
    { stream: () => servers[turn++ % servers.length]!.url, other: (stream) => stream || servers[0]!.url },
    watched,
  )
  opened.push(viewer.close)
  return viewer
}
const isOpen = (viewer: Viewer) => expect.poll(() => viewer.live.state().phase).toBe('open')
const isRight = (viewer: Viewer) => expect.poll(() => viewer.differences()).toEqual([])

/** Before that, an empty page is right as long as the store is empty. */
const hasBegun = (viewer: Viewer) => expect.poll(() => viewer.kinds).toContain('SNAPSHOT')

let written = 0
async function write(server: Pick<Served, 'ask'>, which: readonly string[] = ids) {
  written += 1
  const executions = which.map((id) => `{ id: "${id}", flow: "F", outputs: ${written} }`)
  const { body } = await server.ask(`mutation {
    recordExecutions(input: { onConflict: REPLACE, executions: [${executions.join()}] }) { results { ok } }
    recordRuns(input: { runs: [{ flow: "F", user: "${written}" }] }) { results { ok } }
  }`)
  expect(JSON.stringify(body)).not.toContain('"ok":false')
}

describe.each(postgresKinds)('over %s', (kind) => {
  it('a database that is away for a while is said to be away, and nothing that happened meanwhile is missed', async () => {
    const place = await newStore(kind)
    const proxy = await startProxy(inject('servers')[kind]!)
    opened.push(() => proxy.close())
    const [far, near] = await Promise.all([startHere(proxy.through(place.url)), startHere(place.url)])
    await write(near)
    const viewer = view([far])
    await hasBegun(viewer)
    await isRight(viewer)
    await proxy.cut()
    await expect.poll(() => viewer.unavailable()).toContain('main')
    await write(near, ['e0', 'new'])
    await near.ask('mutation { deleteExecutions(input: { ids: ["e1"] }) { results { ok } } }')
    await pause(500)
    expect(viewer.live.state().phase).toBe('open')
    await proxy.restore()
    await isRight(viewer)
    await expect.poll(() => viewer.unavailable()).toEqual([])
  })

  it('one that hangs and goes on is heard again', async () => {
    const place = await newStore(kind)
    const proxy = await startProxy(inject('servers')[kind]!)
    opened.push(() => proxy.close())
    const [far, near] = await Promise.all([startHere(proxy.through(place.url)), startHere(place.url)])
    await write(near)
    const viewer = view([far])
    await hasBegun(viewer)
    await isRight(viewer)
    proxy.hang()
    await write(near)
    await pause(sized(3_000, 1_500))
    await proxy.restore()
    await isRight(viewer)
  })

  it('a cut connection that listens is opened again', async () => {
    const place = await newStore(kind)
    const [one, other] = await Promise.all([startHere(place.url), startHere(place.url)])
    const sql = openSql(place)
    opened.push(() => sql.close())
    const viewer = view([one])
    await hasBegun(viewer)
    await isRight(viewer)
    const listens = `from pg_stat_activity where datname = current_database() and query ilike 'listen %'`
    await until(async () => (await sql.run(`select 1 ${listens}`)).length > 0)
    for (let time = 0; time < 3; time++) {
      await sql.run(`select pg_terminate_backend(pid) ${listens}`)
      await write(other)
      await isRight(viewer)
    }
  })

  longIt('behind a pooler, where nobody can listen, others are seen too', async () => {
    const place = await newStore(kind)
    const pooler = await startPooler(inject('servers')[kind]!)
    opened.push(() => pooler.close())
    const [pooled, other] = await Promise.all([
      startHere(`${pooler.through(place.url)}?prepare=false`),
      startHere(place.url),
    ])
    const viewer = view([pooled])
    await hasBegun(viewer)
    await isRight(viewer)
    for (const server of [other, pooled, other]) {
      await write(server)
      await isRight(viewer)
    }
    expect(pooler.switches()).toBeGreaterThan(10)
  })
})

/** What a client does without its server is the same over each store. */
describe.each(sized(kinds, ['sqlite']))('over %s', (kind) => {
  it('of two servers one dies, and who watched by it goes on by the other', async () => {
    const place = await newStore(kind)
    const [one, other] = await Promise.all([start(place.url), startHere(place.url)])
    const viewer = view([one, other])
    await hasBegun(viewer)
    await isRight(viewer)
    await write(one)
    await isRight(viewer)
    one.child.kill('SIGKILL')
    await write(other)
    await isRight(viewer)
    expect(viewer.kinds).toContain('reset')
  })

  it('a server that stops says so to who watches, and ends at once', async () => {
    const place = await newStore(kind)
    const [one, other] = await Promise.all([start(place.url), startHere(place.url)])
    const viewer = view([one, other])
    await hasBegun(viewer)
    await isRight(viewer)
    expect(await one.stop()).toEqual({ code: 0, signal: null })
    await expect.poll(() => viewer.kinds).toContain('reset')
    await write(other)
    await isRight(viewer)
  })

  it('a clock that is set back stops nothing', async () => {
    const place = await newStore(kind)
    const preload = new URL('../setup/servers/shiftedclock.ts', import.meta.url).href
    const server = await serve(['--backend', `main=${place.url}`], {
      env: { NODE_OPTIONS: `--import ${preload}` },
    })
    opened.push(() => server.stop())
    const viewer = view([server])
    await write(server)
    await isRight(viewer)
    server.child.kill('SIGUSR2')
    for (let time = 0; time < 3; time++) {
      await write(server)
      await isRight(viewer)
    }
    await expect.poll(() => viewer.live.state().phase).toBe('open')
  })
})

describe('a server of few streams', () => {
  it('refuses more than half of them to one address, by name, and takes others when some have gone', async () => {
    const place = await newStore('sqlite')
    const server = await startHere(place.url, { maxStreams: sized(20, 8) })
    const viewers = Array.from({ length: sized(10, 4) }, () => view([server], { ids }))
    for (const viewer of viewers) await isOpen(viewer)
    const open = () =>
      fetch(`${server.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept': 'text/event-stream' },
        body: JSON.stringify({ operations: [{ id: '1', query: executionsChanged, variables: { ids } }] }),
      })
    const refused = await Promise.all(Array.from({ length: sized(50, 10) }, open))
    const answers = await Promise.all(refused.map(async (one) => [one.status, await one.json()]))
    for (const [status, body] of answers) {
      expect(status).toBe(429)
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] })
    }
    await write(server)
    for (const viewer of viewers) await isRight(viewer)
    const late = view([server])
    viewers[0]!.close()
    await isOpen(late)
    await isRight(late)
  })
})
