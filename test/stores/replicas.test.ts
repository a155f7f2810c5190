import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { type Answer, type Api, apiOver } from '../setup/servers/api.ts'
import { newLog } from '../setup/servers/logged.ts'
import { startProxy } from '../setup/servers/proxy.ts'
import { type Replicated, startReplicated } from '../setup/servers/standby.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'

let servers: Replicated
const open: Api[] = []
beforeAll(async () => void (servers = await startReplicated()))
afterAll(() => servers.stop())
afterEach(async () => {
  for (const api of open.splice(0)) await api.close()
})

/** A server over the primary that may read replicas. */
async function start(
  maxLag: number,
  replicas: readonly string[] = [servers.replicaUrl],
  { more = '', ...limits }: { more?: string; readMs?: number } = {},
) {
  const log = newLog()
  const options = replicas.map((url) => `replica=${encodeURIComponent(url)}&`).join('')
  const url = `${servers.url}?${options}max-lag=${maxLag}${more}`
  const api = apiOver([await openBackend(parseBackend(`main=${url}`))], [], { log: log.log, ...limits })
  open.push(api)
  await servers.caughtUp()
  return { api, lines: log.lines }
}

const status = async (api: Api, id: string) => {
  const { execution } = await api.data<{ execution: { status: string } | null }>(
    'query Status($id: ID!) { execution(id: $id) { status } }',
    { id },
  )
  return execution?.status
}
const listed = async (api: Api, id: string) => {
  const { executionHistory } = await api.data<{
    executionHistory: { nodes: { id: string; status: string }[] }
  }>('{ executionHistory(first: 50) { nodes { id status } } }')
  return executionHistory.nodes.find((node) => node.id === id)?.status
}
/** As another process would. */
const change = (id: string, state: string) =>
  servers.primary`update executions set state = ${state} where execution_id = ${id}`
const update = async (api: Api, id: string, state: string) => {
  const { updateExecutions } = await api.data<{
    updateExecutions: { results: { execution: { status: string } }[] }
  }>(
    `mutation Update($id: ID!, $state: ReportedState) {
      updateExecutions(input: { executions: [{ id: $id, state: $state }] }) { results { execution { status } } }
    }`,
    { id, state },
  )
  return updateExecutions.results[0]!.execution.status
}
const recordRun = (api: Api, name: string) =>
  api.data(
    `mutation Record($name: String!) {
      recordRuns(input: { runs: [{ flow: "Fresh", name: $name }] }) { results { ok } }
    }`,
    { name },
  )

const locked = `select count(*)::int from pg_locks
  where relation = 'executions'::regclass and mode = 'AccessExclusiveLock' and granted`
const reading = `select count(*)::int from pg_stat_activity
  where application_name = 'execgraph' and wait_event_type = 'Lock'`

async function rowsOn(url: string, text: string): Promise<object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

interface ReplicaState {
  readonly host: string
  readonly lagMs: number | null
  readonly reachable: boolean
}
const states = async (api: Api) => {
  const { backends } = await api.data<{ backends: { replicas: ReplicaState[] }[] }>(
    '{ backends { replicas { host lagMs reachable } } }',
  )
  return backends[0]!.replicas
}
const inAnswer = (answer: Answer) =>
  (answer.extensions!.backends[0] as unknown as { replicas: ReplicaState[] }).replicas
const hostOf = (url: string) => new URL(url).host
const known = async (api: Api) =>
  expect.poll(async () => (await states(api)).map(({ reachable }) => reachable)).toEqual([true])

describe('a Postgres with a replica', () => {
  afterEach(() => servers.resume())

  it('answers queries from it, and what was written here from the primary', async () => {
    const { api } = await start(60_000)
    await record(api, [begun('theirs'), begun('ours')])
    await servers.caughtUp()
    await known(api)
    // As by another process, so that nothing of it was heard here.
    await api.close()
    open.pop()
    const other = await start(60_000)
    await known(other.api)
    await servers.pause()
    await change('theirs', 'WAITING')
    expect(await status(other.api, 'theirs')).toBe('RUNNING')
    expect(await update(other.api, 'ours', 'PAUSED')).toBe('PAUSED')
    expect(await status(other.api, 'ours')).toBe('PAUSED')
    expect(await listed(other.api, 'ours')).toBe('RUNNING')
    await servers.resume()
    await servers.caughtUp()
    expect(await status(other.api, 'theirs')).toBe('WAITING')
    expect(await listed(other.api, 'ours')).toBe('PAUSED')
  })

  it('is read itself while the replica is too far behind, which answers and the log say', async () => {
    const { api, lines } = await start(400)
    await record(api, [begun('late')])
    await servers.caughtUp()
    await known(api)
    await servers.pause()
    await change('late', 'WAITING')
    await expect.poll(() => status(api, 'late')).toBe('WAITING')
    await expect.poll(async () => (await states(api))[0]!.lagMs).toBeGreaterThan(400)
    const answer = await api.ask('{ execution(id: "late") { status } }')
    const [replica] = inAnswer(answer)
    expect(replica).toEqual({ host: hostOf(servers.replicaUrl), lagMs: replica!.lagMs, reachable: true })
    await expect.poll(() => said(lines)).toContain('a replica is too far behind, and is left out')
    await servers.resume()
    await servers.caughtUp()
    await expect
      .poll(async () => {
        await status(api, 'late')
        return said(lines)
      })
      .toContain('a replica is read again')
  })

  it('answers without an error while the replica is killed, and reads it again when it is back', async () => {
    const { api, lines } = await start(60_000, [servers.replicaUrl], { readMs: 30_000 })
    await record(api, [begun('kept')])
    await servers.caughtUp()
    await known(api)
    const over = new AbortController()
    const asking = Array.from({ length: 4 }, async () => {
      while (!over.signal.aborted) expect(await listed(api, 'kept')).toBe('RUNNING')
    })
    await servers.kill()
    await expect.poll(async () => (await states(api))[0]!.reachable).toBe(false)
    await expect.poll(() => said(lines)).toContain('a replica does not answer, or is none, and is left out')
    await servers.start()
    await expect.poll(async () => (await states(api))[0]!.reachable).toBe(true)
    over.abort()
    await Promise.all(asking)
    await servers.caughtUp()
    await servers.pause()
    await change('kept', 'WAITING')
    expect(await listed(api, 'kept')).toBe('RUNNING')
  })

  it('answers without an error while the replica takes statements and never answers', async () => {
    const proxy = await startProxy(servers.replicaUrl)
    const { api } = await start(60_000, [proxy.through(servers.replicaUrl)], { readMs: 5_000 })
    await record(api, [begun('hung')])
    await servers.caughtUp()
    await known(api)
    // The primary has what was just recorded, and by this a connection.
    expect(await status(api, 'hung')).toBe('RUNNING')
    proxy.hang()
    expect(await listed(api, 'hung')).toBe('RUNNING')
    // It is known by then, and not asked again.
    expect(await listed(api, 'hung')).toBe('RUNNING')
    expect((await states(api)).map(({ reachable }) => reachable)).toEqual([false])
    await api.close()
    open.pop()
    await proxy.close()
  })

  it('knows how far the replica is while all connections that read are busy', async () => {
    const { api } = await start(60_000, [servers.replicaUrl], { more: '&pool=1', readMs: 5_000 })
    await record(api, [begun('busy')])
    await servers.caughtUp()
    await known(api)
    const answer = await servers.primary.begin(async (sql) => {
      await sql`lock table executions in access exclusive mode`
      await servers.sent()
      await expect.poll(() => rowsOn(servers.replicaUrl, locked)).toEqual([{ count: 1 }])
      const waiting = api.ask('{ executionHistory { nodes { id } } }')
      await expect.poll(() => rowsOn(servers.replicaUrl, reading)).toEqual([{ count: 1 }])
      expect((await states(api)).map(({ reachable }) => reachable)).toEqual([true])
      return waiting
    })
    expect(answer.errors!.map(({ extensions }) => extensions!['code'])).toEqual(['QUERY_TOO_EXPENSIVE'])
  })

  it('shows a run that was recorded here by its name, and as the newest of its flow', async () => {
    const { api } = await start(60_000)
    await recordRun(api, 'first')
    await servers.caughtUp()
    await known(api)
    await servers.pause()
    await recordRun(api, 'second')
    expect(
      await api.data(`{
        named: run(flow: "Fresh", ref: "second") { name }
        newest: run(flow: "Fresh") { name }
        flows(filter: { namePrefix: "Fresh" }) { nodes { lastRun { name } latest(status: [RUNNING]) { name } } }
      }`),
    ).toEqual({
      named: { name: 'second' },
      newest: { name: 'second' },
      flows: { nodes: [{ lastRun: { name: 'second' }, latest: { name: 'second' } }] },
    })
  })

  it('tells queries of a moment ago as such, so that no change is lost between them and a stream', async () => {
    const { api } = await start(60_000)
    await record(api, [begun('watched')])
    await servers.caughtUp()
    await known(api)
    const stream = await openStream(askOf(api.app), [watchExecutions('a', ['watched'])])
    await expect.poll(() => stream.of('a').length).toBe(1)
    await servers.pause()
    await update(api, 'watched', 'WAITING')
    await expect.poll(() => stream.of('a').length).toBe(2)
    const tick = Number(/\d+$/.exec(stream.events.findLast(({ event }) => event === 'next')!.id!)![0])
    const answer = await api.ask('{ executionHistory(first: 50) { nodes { id status } } }')
    const { main } = answer.extensions!['tick'] as { main: string }
    expect(Number(/\d+$/.exec(main)![0])).toBeLessThan(tick)
    await stream.close()
    await api.app.close()
  })

  it('leaves out a replica of another database, whatever its positions are', async () => {
    const other = new URL(servers.replicaUrl)
    other.pathname = '/template1'
    const { api } = await start(60_000, [other.href])
    await record(api, [begun('elsewhere')])
    expect(await listed(api, 'elsewhere')).toBe('RUNNING')
    expect(await states(api)).toEqual([{ host: hostOf(other.href), lagMs: null, reachable: false }])
  })

  it('has its replicas looked at by the doctor', async () => {
    const replicas = [servers.replicaUrl, servers.url, 'postgres://127.0.0.1:1/postgres']
    const options = replicas.map((url) => `replica=${encodeURIComponent(url)}`).join('&')
    const findings = await parseBackend(`main=${servers.url}?${options}`).store.inspect()
    const ofReplicas = findings.filter(({ check }) => check === 'replica')
    expect(ofReplicas.map(({ level, text }) => `${level}: ${text}`)).toEqual([
      `ok: ${hostOf(servers.replicaUrl)}: The server answers.`,
      `ok: ${hostOf(servers.url)}: The server answers.`,
      `problem: ${hostOf(servers.url)}: The server is no replica, so queries never read it.`,
      expect.stringMatching(/^problem: 127\.0\.0\.1:1 cannot be asked/),
    ])
  })

  it('leaves out what is no replica', async () => {
    const { api, lines } = await start(60_000, [servers.url])
    await record(api, [begun('alone')])
    expect(await status(api, 'alone')).toBe('RUNNING')
    expect(await states(api)).toEqual([{ host: hostOf(servers.url), lagMs: null, reachable: false }])
    expect(said(lines)).toContain('a replica does not answer, or is none, and is left out')
  })
})

const said = (lines: readonly { readonly msg: string }[]) => lines.map(({ msg }) => msg)

it.each([
  ['replica=mysql://x', 'replica= must be the URL of a streaming replica'],
  ['replica=postgres%3A%2F%2Fx%2Fy%3Fpool%3D3', 'replica= must be the URL of a streaming replica'],
  ['max-lag=0', 'max-lag=0 is not a whole number from 1 to 60000.'],
  ['max-lag=1s', 'max-lag=1s is not a whole number from 1 to 60000.'],
])('a URL with %s is refused', (option, why) => {
  expect(() => parseBackend(`main=postgres://host/db?${option}`)).toThrow(why)
})
