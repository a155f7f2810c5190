import { describe, expect, inject, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { apiOver } from '../setup/servers/api.ts'
import { linesOf, newLog } from '../setup/servers/logged.ts'
import { type Served, newDirectory, run, said, serve, start } from '../setup/servers/process.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { lay, storedIds } from '../setup/seeds/retention.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, newPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const password = 'hunter2'
const url = (proxy: Proxy, place: Place) => `prod=${proxy.through(place.url)}`

interface Given {
  readonly place: Place
  readonly proxy: Proxy
  /** A folder for files, which goes with the test. */
  readonly cwd: string
  /** Processes that end with the test. */
  readonly started: Pick<Served, 'child' | 'ended'>[]
}

/** A Postgres that cannot be reached until its proxy is restored. */
const withAway = (work: (given: Given) => Promise<void>) => async () => {
  const directory = newDirectory()
  const place = await newPlace('postgres')
  const proxy = await startProxy(inject('servers')['postgres']!)
  await proxy.cut()
  const started: Given['started'] = []
  try {
    await work({ place, proxy, cwd: directory.path, started })
  } finally {
    for (const { child, ended } of started) {
      child.kill('SIGKILL')
      await ended
    }
    await proxy.close()
    await place.remove()
    directory.remove()
  }
}

const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** The messages of a process, of what concerns stores. */
const messages = (stdout: string) =>
  linesOf(stdout)
    .map(({ msg }) => msg)
    .filter((msg) => /backend|^clos/.test(msg))

const notUp = 'backend is not up yet: its share is unavailable until it is'

it.concurrent(
  'a store that is down costs its share only, and does all its work from when it comes',
  withAway(async ({ place, proxy, cwd, started }) => {
    // It was there before, with history that retention lets go.
    await (await openBackend(parseBackend(`prod=${place.url}`))).close()
    const sql = openSql(place)
    await lay(sql, [{ id: 'old', sortAt: 1 }])
    const demo = sized(['--demo'], [])
    const server = await serve(
      ['--backend', url(proxy, place), '--backend', 'main=sqlite:./main.db', '--retain', 'any:1d', ...demo],
      { cwd },
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
    await until(async () => demo.length === 0 || (await sql.run('select 1 from runs limit 1')).length > 0)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(messages(server.output.stdout)).toEqual([notUp, 'backend is up', 'closing', 'closed'])
    expect(server.output.stderr).toBe('')
    expect(server.output.stdout).not.toContain(`${new URL(place.url).password}@`)
    await sql.close()
  }),
)

it.concurrent(
  'a server whose store stops, hangs and comes back has a line for each in its log, under load',
  withAway(async ({ place, proxy }) => {
    await proxy.restore()
    const { log, lines, text } = newLog()
    const backend = await openBackend(parseBackend(url(proxy, place)))
    const api = apiOver([backend], [], { log, readMs: 2_000 })
    const secret = 'the-payload-of-a-client'
    const load = () =>
      Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { id } }`, { ids: [`${secret}-${index}`] }),
        ),
      )
    const outage = () => lines.filter(({ msg }) => msg.startsWith('backend'))
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
    expect(refused.map((count, at) => count >= [100, 40][at]!)).toEqual([true, true])
    await api.close()
    expect(text()).not.toContain(secret)
  }),
)

describe.concurrent('with one store only', () => {
  it(
    'the start waits for it, and says so',
    withAway(async ({ place, proxy, cwd, started }) => {
      const args = ['serve', '--port', '0', '--backend', url(proxy, place), '--wait-for-backends', '5m']
      const program = start(args, { cwd })
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
    }),
  )

  it(
    'the start ends with what was wrong when it did not come in time',
    withAway(async ({ place, proxy, cwd }) => {
      const args = ['serve', '--port', '0', '--wait-for-backends', '1s']
      const two = ['--backend', url(proxy, place), '--backend', `b=postgres://u:${password}@127.0.0.1:1/d`]
      const { code, stdout, stderr } = await run([...args, ...two], { cwd })
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
    }),
  )

  it(
    'a server that still waits ends at once',
    withAway(async ({ place, proxy, started }) => {
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
    }),
  )
})

it.concurrent(
  'a server that still waits for one of its stores ends without it',
  withAway(async ({ place, proxy, started }) => {
    const server = await serve(['--backend', 'main=memory:', '--backend', url(proxy, place)])
    started.push(server)
    // Now it takes connections and says nothing.
    await proxy.restore()
    proxy.hang()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    expect(messages(server.output.stdout)).toEqual([notUp, 'closing', 'closed'])
  }),
)

describe.concurrent('a store that is up and refuses stops the start, beside a good one too', () => {
  const wrong = (change: object) => Object.assign(new URL(inject('servers')['postgres']!), change).href
  it.each([
    ['a password', { password }, 'password authentication failed'],
    ['a database', { pathname: '/nowhere' }, 'database "nowhere" does not exist'],
  ])('%s', async (_, change, why) => {
    const args = ['serve', '--port', '0', '--backend', 'main=memory:', '--backend', `b=${wrong(change)}`]
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      expect.stringMatching(new RegExp(`^execgraph: Backend "b" cannot be opened: ${why}.*\\.\n$`)),
    ])
    expect(stderr).not.toContain(password)
  })
})
