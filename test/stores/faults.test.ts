import { type ExpectStatic, describe, inject, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type StreamOf, askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Line, newLog } from '../setup/servers/logged.ts'
import { type Proxy, startProxy } from '../setup/servers/proxy.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { begun, record, results } from '../setup/seeds/records.ts'

const list = '{ executionHistory { nodes { key } unavailable } }'
const tagging = `mutation { updateExecutions(input: { backend: "prod", executions: [{ id: "theirs", addTags: ["back"] }] }) {
  results { ok } } }`

/** A server over two stores, one of which is reached through a proxy, and a client that follows an execution of each. */
interface Started {
  readonly api: Api
  readonly proxy: Proxy
  readonly sql: Sql
  readonly stream: StreamOf
  readonly lines: readonly Line[]
}

async function withTwo(work: (started: Started) => Promise<void>): Promise<void> {
  const proxy = await startProxy(inject('servers')['postgres']!)
  const route = (url: string, name: string) => (name === 'prod' ? proxy.through(url) : url)
  const { log, lines } = newLog()
  const kinds = { main: 'sqlite', prod: 'postgres' }
  const api = await startApi({ title: '', kinds }, { log, readMs: 5_000 }, route)
  const sql = openSql(api.places[1]!)
  await record(api, [begun('own', 2)], 'main')
  await record(api, [begun('theirs', 1)], 'prod')
  const stream = await openStream(askOf(api.app), [watchExecutions('1', ['own', 'theirs'], 'id tags')])
  try {
    await work({ api, proxy, sql, stream, lines })
  } finally {
    await stream.close()
    await sql.close()
    await proxy.restore()
    await api.close()
    await proxy.close()
  }
}

interface Fault {
  begin(started: Started): unknown
  end(started: Started): unknown
  /** The code of a read and of a write, and its words. Absent: it is answered as ever. */
  readonly read?: string
  readonly write?: string
  readonly words?: RegExp
  /** The code of the database, the driver or the socket in the log. */
  readonly logged?: RegExp
  /** Nobody follows what cannot be read. */
  readonly isUnseen?: true
}

const down = {
  read: 'BACKEND_UNAVAILABLE',
  write: 'BACKEND_UNAVAILABLE',
  words: /^Backend "prod" did not answer\.$/,
}
const restored = ({ proxy }: Started) => proxy.restore()
const raising = `create function no_room() returns trigger language plpgsql as $$ begin
  raise exception 'could not extend file "base/1/2"' using errcode = '53100'; end $$`
const setReadOnly = async ({ sql }: Started, to: string) => {
  const [row] = await sql.run('select current_database() as name')
  await sql.run(`alter database ${String(row!['name'])} ${to}`)
  if (!to.startsWith('reset'))
    await sql.run(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'execgraph'`,
    )
}

const faults: Readonly<Record<string, Fault>> = {
  'refuses connections': { begin: ({ proxy }) => proxy.cut(), end: restored, ...down, logged: /^E?CONN/ },
  'is starting': {
    begin: ({ proxy }) => proxy.refuse('57P03'),
    end: restored,
    ...down,
    logged: /^(57P03|E?CONN)/,
  },
  'has no connection left': {
    begin: ({ proxy }) => proxy.refuse('53300'),
    end: restored,
    ...down,
    logged: /^(53300|E?CONN)/,
  },
  'takes no login any more': {
    begin: ({ proxy }) => proxy.refuse('28P01'),
    end: restored,
    ...down,
    logged: /^(28P01|E?CONN)/,
  },
  'hangs': { begin: ({ proxy }) => proxy.hang(), end: restored, ...down },
  'is slower than any deadline': {
    begin: ({ proxy }) => (proxy.delay = 10_000),
    end: ({ proxy }) => (proxy.delay = 0),
    ...down,
  },
  'has lost its tables': {
    begin: ({ sql }) => sql.run('alter schema public rename to elsewhere'),
    end: ({ sql }) => sql.run('alter schema elsewhere rename to public'),
    ...down,
    logged: /^42P01$/,
  },
  'is read-only': {
    begin: (started) => setReadOnly(started, 'set default_transaction_read_only = on'),
    end: (started) => setReadOnly(started, 'reset default_transaction_read_only'),
    write: 'BACKEND_UNAVAILABLE',
    words: /^Backend "prod" takes no writes now: it is read-only\. Nothing of this one was stored\.$/,
    isUnseen: true,
  },
  'has no room on its disk': {
    async begin({ sql }) {
      await sql.run(raising)
      await sql.run('create trigger no_room before insert on executions execute function no_room()')
    },
    end: ({ sql }) => sql.run('drop trigger no_room on executions'),
    write: 'BACKEND_UNAVAILABLE',
    words: /^Backend "prod" has no room left on its disk\.$/,
    logged: /^53100$/,
    isUnseen: true,
  },
  'is locked': {
    begin: async ({ sql }) =>
      void (await sql.run('begin'), await sql.run('lock table executions in access exclusive mode')),
    end: ({ sql }) => sql.run('rollback'),
    read: 'QUERY_TOO_EXPENSIVE',
    write: 'TIMEOUT',
    words: /^Backend "prod" did not confirm the write within 10000 ms\. It may or may not have been applied/,
    isUnseen: true,
  },
}

// At the same time: most of it is waiting for deadlines.
describe.concurrent('a Postgres beside a SQLite', () => {
  it.for(Object.entries(faults))('that %s', ([, fault], { expect }) =>
    withTwo((started) => goesThrough(fault, started, expect)),
  )
})

async function goesThrough(fault: Fault, started: Started, expect: ExpectStatic): Promise<void> {
  const { read, write, words, logged, isUnseen } = fault
  const { api, stream, lines } = started
  const kindsTold = () => stream.of('1').map(({ kind, backend }) => `${String(kind)} ${String(backend)}`)
  await fault.begin(started)
  const theirs = read === undefined ? [{ key: 'prod:theirs' }] : []
  await expect
    .poll(async () => (await api.ask(list)).data)
    .toEqual({
      executionHistory: {
        nodes: [{ key: 'main:own' }, ...theirs],
        unavailable: read === undefined ? [] : ['prod'],
      },
    })
  const answer = await api.ask(list)
  const refusal = { code: read, backend: 'prod', path: ['executionHistory'], resume: expect.any(String) }
  expect(errors(answer)).toEqual(read === undefined ? [] : [refusal])
  const problem = { code: write, message: expect.stringMatching(words!) }
  expect(await results(api, [begun('new')], 'prod')).toMatchObject([{ ok: false, problem }])
  expect(await results(api, [begun('other')], 'main')).toMatchObject([{ ok: true }])
  if (!isUnseen) await expect.poll(kindsTold).toContain('UNAVAILABLE prod')
  expect(kindsTold()).not.toContain('UNAVAILABLE main')
  const before = kindsTold().length

  await fault.end(started)
  await expect
    .poll(async () => (await api.ask(tagging)).data)
    .toEqual({ updateExecutions: { results: [{ ok: true }] } })
  await expect
    .poll(async () => (await api.ask(list)).data)
    .toEqual({ executionHistory: { nodes: expect.anything(), unavailable: [] } })
  await expect
    .poll(() => stream.of('1').slice(before))
    .toContainEqual(expect.objectContaining({ backend: 'prod', execution: { id: 'theirs', tags: ['back'] } }))
  const stopped = lines.find(({ msg }) => msg.startsWith('backend '))
  if (logged) {
    const { cause } = stopped!['error'] as { cause: object }
    expect(cause).toMatchObject({ code: expect.stringMatching(logged) })
  }
  if (read !== 'QUERY_TOO_EXPENSIVE') {
    await expect
      .poll(() => lines.filter(({ msg }) => msg === 'backend answers again').length)
      .toBeGreaterThan(0)
  }
  expect(JSON.stringify(lines)).not.toContain('theirs')
}
