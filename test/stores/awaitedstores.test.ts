import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { linesOf } from '../setup/servers/logged.ts'
import { type Served, newDirectory, run, said, serve, start } from '../setup/servers/process.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { lay, storedIds } from '../setup/seeds/retention.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'

const password = 'hunter2'
const url = (proxy: Proxy, place: Place) => `prod=${proxy.through(place.url)}`

let directory: ReturnType<typeof newDirectory>
let place: Place
let proxy: Proxy
const started: Pick<Served, 'child' | 'ended'>[] = []
beforeEach(async () => {
  directory = newDirectory()
  place = await newPlace('postgres')
  proxy = await startProxy(inject('servers')['postgres']!)
  await proxy.cut()
})
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  await proxy.close()
  await place.remove()
  directory.remove()
})

const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** The messages of a process, of what concerns stores. */
const messages = (stdout: string) =>
  linesOf(stdout)
    .map(({ msg }) => msg)
    .filter((msg) => /backend|^clos/.test(msg))

const notUp = 'backend is not up yet: its share is unavailable until it is'

it('a store that is down costs its share only, and does all its work from when it comes', async () => {
  // It was there before, with history that retention lets go.
  await (await openBackend(parseBackend(`prod=${place.url}`))).close()
  const sql = openSql(place)
  await lay(sql, [{ id: 'old', sortAt: 1 }])
  const server = await serve(
    ['--backend', url(proxy, place), '--backend', 'main=sqlite:./main.db', '--retain', 'any:1d', '--demo'],
    { cwd: directory.path },
  )
  started.push(server)
  const lists = '{ executionHistory { nodes { key } unavailable } backends { name kind reachable } }'
  const { body } = await server.ask(lists)
  expect(body).toMatchObject({
    data: {
      executionHistory: { nodes: [], unavailable: ['prod'] },
      backends: [
        { name: 'prod', kind: 'postgres', reachable: false },
        { name: 'main', kind: 'sqlite', reachable: true },
      ],
    },
    errors: [{ extensions: { code: 'BACKEND_UNAVAILABLE', backend: 'prod' } }],
  })
  const ready = await fetch(`${server.url}/readyz`)
  expect([ready.status, await ready.json()]).toMatchObject([
    200,
    { backends: [{ name: 'prod', reachable: false }, { reachable: true }] },
  ])
  const dag = '{ nodes: [{ id: "n", kind: "k" }] }'
  const starting = `mutation { startExecutions(input: { dag: ${dag}, executions: [{ flow: "Work" }] }) { results { ok problem { code message } } } }`
  const claiming =
    'mutation { claimActions(input: { worker: "w", kinds: ["k"], wait: 20000 }) { actions { nodeId } } }'
  expect((await server.ask(starting)).body).toEqual({
    data: {
      startExecutions: {
        results: [
          {
            ok: false,
            problem: { code: 'BACKEND_UNAVAILABLE', message: 'Backend "prod" did not answer.' },
          },
        ],
      },
    },
    extensions: { backends: [], cost: expect.anything() as unknown },
  })
  expect((await server.ask(claiming)).body).toMatchObject({
    errors: [{ extensions: { code: 'BACKEND_UNAVAILABLE', backend: 'prod' } }],
  })

  await proxy.restore()
  await said(server, /"backend is up"/)
  // A claim that waits is woken from elsewhere: it listens.
  const claim = server.ask(claiming)
  await until(
    async () =>
      (
        await sql.run(
          `select 1 from pg_stat_activity where datname = current_database() and query like 'listen %'`,
        )
      ).length > 0,
  )
  expect((await server.ask(starting)).body).toMatchObject({
    data: { startExecutions: { results: [{ ok: true }] } },
  })
  expect((await claim).body).toMatchObject({ data: { claimActions: { actions: [{ nodeId: 'n' }] } } })
  await until(async () => !(await storedIds(sql)).includes('old'))
  await until(async () => (await sql.run('select 1 from runs limit 1')).length > 0)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect(messages(server.output.stdout)).toEqual([notUp, 'backend is up', 'closing', 'closed'])
  expect(server.output.stderr).toBe('')
  expect(server.output.stdout).not.toContain(`${new URL(place.url).password}@`)
  await sql.close()
})

it('a server whose store stops, hangs and comes back has a line for each in its log, under load', async () => {
  await proxy.restore()
  const server = await serve(['--backend', url(proxy, place), '--max-read-ms', '2000'], {
    cwd: directory.path,
  })
  started.push(server)
  const secret = 'the-payload-of-a-client'
  const load = () =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        server.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { id } }`, {
          ids: [`${secret}-${index}`],
        }),
      ),
    )
  const outage = () => linesOf(server.output.stdout).filter(({ msg }) => msg.startsWith('backend'))
  await load()
  await proxy.cut()
  for (let round = 0; round < 5; round++) await load()
  await until(async () => outage().length > 0)
  expect(outage()).toMatchObject([{ level: 40, backend: 'prod', msg: 'backend stopped answering' }])
  await proxy.restore()
  await until(async () => outage().length === 2)
  proxy.hang()
  for (let round = 0; round < 2; round++) await load()
  await proxy.restore()
  await until(async () => outage().length === 4)
  const [stopped, back] = [{ msg: 'backend stopped answering' }, { msg: 'backend answers again' }]
  expect(outage()).toMatchObject([stopped, back, stopped, back])
  // The server's own look for failures without a group is refused too, now and then.
  const refused = outage().flatMap((line) => ('refused' in line ? [Number(line['refused'])] : []))
  expect(refused.map((count, place) => count >= [100, 40][place]!)).toEqual([true, true])
  await server.stop()
  expect(server.output.stdout).not.toContain(secret)
})

describe('with one store only', () => {
  it('the start waits for it, and says so', async () => {
    const args = ['serve', '--port', '0', '--backend', url(proxy, place), '--wait-for-backends', '5m']
    const program = start(args, { cwd: directory.path })
    started.push(program)
    await said(program, /(waiting)/)
    await proxy.restore()
    const [address] = await said(program, /listens on (http:[^"\s]+)/)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    program.child.kill('SIGTERM')
    expect(await program.ended).toEqual({ code: 0, signal: null })
    expect(linesOf(program.output.stdout)[0]).toMatchObject({
      level: 40,
      waitMs: 300_000,
      msg: 'no backend can be opened yet: waiting',
      why: expect.stringMatching(
        /^Backend "prod" cannot be opened: connect ECONNREFUSED .*database "test_\w+"\.$/,
      ),
    })
    expect(messages(program.output.stdout)).toHaveLength(3)
  })

  it('the start ends with what was wrong when it did not come in time', async () => {
    const args = ['serve', '--port', '0', '--wait-for-backends', '1s']
    const two = ['--backend', url(proxy, place), '--backend', `b=postgres://u:${password}@127.0.0.1:1/d`]
    const { code, stdout, stderr } = await run([...args, ...two], { cwd: directory.path })
    // On a slow machine the time may be over when the first attempts have failed.
    expect(['no backend can be opened yet: waiting', undefined]).toContain(messages(stdout)[0])
    expect(messages(stdout).slice(1)).toEqual([])
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^execgraph: Backend "prod" cannot be opened: .*\. Backend "b" cannot be opened: .*\.\n$/,
      ),
    ])
    expect(stdout + stderr).not.toContain(password)
  })

  it('a server that still waits ends at once', async () => {
    const program = start([
      'serve',
      '--port',
      '0',
      '--backend',
      url(proxy, place),
      '--wait-for-backends',
      '24h',
    ])
    started.push(program)
    await said(program, /(waiting)/)
    program.child.kill('SIGTERM')
    expect(await program.ended).toEqual({ code: 0, signal: null })
  })
})

it('a server that still waits for one of its stores ends without it', async () => {
  const server = await serve(['--backend', 'main=memory:', '--backend', url(proxy, place)])
  started.push(server)
  // Now it takes connections and says nothing.
  await proxy.restore()
  proxy.hang()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect(messages(server.output.stdout)).toEqual([notUp, 'closing', 'closed'])
})

describe('a store that is up and refuses stops the start, beside a good one too', () => {
  const wrong = (change: object) => Object.assign(new URL(inject('servers')['postgres']!), change).href
  it.each([
    ['a password', { password }, 'password authentication failed'],
    ['a database', { pathname: '/nowhere' }, 'database "nowhere" does not exist'],
  ])('%s', async (_, change, why) => {
    const args = ['serve', '--port', '0', '--backend', 'main=memory:', '--backend', `b=${wrong(change)}`]
    const { code, stdout, stderr } = await run(args, { cwd: directory.path })
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching(new RegExp(`^execgraph: Backend "b" cannot be opened: ${why}.*\\.\n$`)),
    ])
    expect(stderr).not.toContain(password)
  })
})
