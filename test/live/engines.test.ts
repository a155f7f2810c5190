import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { tooExpensive } from '../../src/db/failure.ts'
import { type StreamOf, askOf, openStream, watchExecutions, watchRuns } from '../setup/ask/streams.ts'
import { type Among, seedAs } from '../setup/contract/seedas.ts'
import { insertExecutions } from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'

/** A store of an engine, and how the engine would write into it. */
interface Engine extends Among {
  readonly table: string
  readonly key: string
  readonly completed: string
}

const asIt = (url: string) => url
const end = '2026-01-01T00:01:00.000Z'
const openworkflow = {
  urlOf: (url: string) => `openworkflow+${url}`,
  ...{ key: 'id', completed: `status = 'completed', finished_at = '${end}', updated_at = '${end}'` },
}
const agentfield = {
  ...{ urlOf: asIt, table: 'executions', key: 'execution_id' },
  completed: `status = 'succeeded', completed_at = '2026-01-01 00:01:00+00:00'`,
}
const dbos = {
  urlOf: (url: string) => `dbos+${url}`,
  ...{ key: 'workflow_uuid', completed: `status = 'SUCCESS', completed_at = created_at + 60000` },
}

const engines: Readonly<Record<string, Engine>> = {
  boss: {
    ...{ adapter: 'pgboss', urlOf: asIt, table: 'pgboss.job', key: `name || '/' || id` },
    completed: `state = 'completed', completed_on = '${end}'`,
  },
  d: { adapter: 'dbos in postgres', ...dbos, table: 'dbos.workflow_status' },
  owfile: { adapter: 'openworkflow in sqlite', ...openworkflow, table: 'workflow_runs' },
  ow: { adapter: 'openworkflow in postgres', ...openworkflow, table: 'openworkflow.workflow_runs' },
  affile: { adapter: 'agentfield in sqlite', ...agentfield },
  af: { adapter: 'agentfield in postgres', ...agentfield },
  quiet: { adapter: 'dbos in sqlite', ...dbos, table: 'workflow_status' },
}
const names = Object.keys(engines)
const watched = names.filter((name) => name !== 'quiet')

let api: Api
let databases: Readonly<Record<string, Sql>>
let idsOf: Readonly<Record<string, (name: string) => string>>
/** How often each store was read. */
const asked: Record<string, number> = {}
const readsOf = (name: string) => asked[name] ?? 0
/** No store has an index that finds runs of this user. */
const slowUser = 'nobody finds me'

const counted = (backend: Backend): Backend => ({
  ...backend,
  read(statement, values, reading) {
    asked[backend.name] = readsOf(backend.name) + 1
    const isSlow = JSON.stringify(values).includes(slowUser)
    return isSlow
      ? Promise.reject(tooExpensive(backend.name, new Error('slow')))
      : backend.read(statement, values, reading)
  },
})

beforeAll(async () => {
  const seeded = await Promise.all(names.map((name) => seedAs(name, engines[name]!)))
  databases = Object.fromEntries(
    seeded.map(({ place: { url, remove } }, index) => [
      names[index],
      openSql({ url: url.replace(/^[a-z]+\+/, ''), remove }),
    ]),
  )
  idsOf = Object.fromEntries(seeded.map(({ idOf }, index) => [names[index], idOf]))
  api = apiOver(
    seeded.map(({ backend }) => counted(backend)),
    seeded.map(({ place }) => place),
  )
})
afterAll(async () => {
  await api.app.close()
  for (const db of Object.values(databases)) await db.close()
  await api.close()
})

const open: StreamOf[] = []
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close()
})
async function watch(...operations: Parameters<typeof openStream>[1][number][]): Promise<StreamOf> {
  const stream = await openStream(askOf(api.app), operations)
  open.push(stream)
  return stream
}

const keyOf = (name: string, execution: string) => `${name}:${idsOf[name]!(execution)}`
/** Runs a statement about an execution in the store of an engine: `TABLE`, and `IT` for the condition that it is that one. */
const inEngine = (name: string, execution: string, text: string) => {
  const { table, key } = engines[name]!
  const isIt = `${key} = '${idsOf[name]!(execution)}'`
  return databases[name]!.run(text.replace('TABLE', table).replace('IT', isIt))
}
const finish = (name: string) =>
  inEngine(name, 'under way', `update TABLE set ${engines[name]!.completed} where IT`)

describe('what engines write into their own tables', () => {
  it('is told to who watches it, by one look-up a second and store, and an unwatched store is asked nothing', async () => {
    const executions = ['under way', 'at that time', 'same time']
    for (const name of watched) {
      await inEngine(name, 'at that time', 'create table kept as select * from TABLE where IT')
      await inEngine(name, 'at that time', 'delete from TABLE where IT')
    }
    const ids = watched.flatMap((name) => executions.map((execution) => keyOf(name, execution)))
    const first = await watch(watchExecutions('w', ids))
    const more = await Promise.all(
      Array.from({ length: 9 }, (_, index) => watch(watchExecutions('w', ids.slice(index)))),
    )
    const status = (execution: string, word: string) => ({ id: execution, status: word })
    const states = watched.flatMap((name) => {
      const own = (execution: string) => idsOf[name]!(execution)
      return [
        {
          ...{ kind: 'SNAPSHOT', id: keyOf(name, 'under way'), backend: name },
          execution: status(own('under way'), 'RUNNING'),
        },
        { kind: 'UNKNOWN', id: keyOf(name, 'at that time'), backend: null, execution: null },
        {
          ...{ kind: 'SNAPSHOT', id: keyOf(name, 'same time'), backend: name },
          execution: status(own('same time'), 'COMPLETED'),
        },
      ]
    })
    const inOrder = (events: readonly Record<string, unknown>[]) =>
      events.toSorted((a, b) => ids.indexOf(String(a['id'])) - ids.indexOf(String(b['id'])))
    expect(inOrder(first.of('w'))).toEqual(states)
    for (const name of watched) asked[name] = 0
    const began = performance.now()
    for (const name of watched) {
      await finish(name)
      await inEngine(name, 'at that time', 'insert into TABLE select * from kept')
      await inEngine(name, 'same time', 'delete from TABLE where IT')
    }
    const told = watched.flatMap((name) => {
      const own = (execution: string) => idsOf[name]!(execution)
      return [
        {
          ...{ kind: 'UPDATE', id: keyOf(name, 'under way'), backend: name },
          execution: status(own('under way'), 'COMPLETED'),
        },
        {
          ...{ kind: 'UPDATE', id: keyOf(name, 'at that time'), backend: name },
          execution: status(own('at that time'), 'COMPLETED'),
        },
        { kind: 'DELETE', id: keyOf(name, 'same time'), backend: name, execution: null },
      ]
    })
    const later = (stream: StreamOf, of: number) => inOrder(stream.of('w').slice(of))
    await expect.poll(() => later(first, ids.length)).toEqual(told)
    for (const [index, stream] of more.entries())
      await expect.poll(() => later(stream, ids.length - index)).toEqual(told.slice(index))
    const most = Math.floor((performance.now() - began) / 1_000) + 1
    for (const name of watched) {
      expect(readsOf(name), name).toBeGreaterThan(0)
      expect(readsOf(name), name).toBeLessThanOrEqual(most)
    }
    expect(asked['quiet']).toBeUndefined()
  })

  it('is told to who watches runs, all that began at once, and late ones, and only engines with runs are asked', async () => {
    const stream = await watch(watchRuns('r', { flow: ['late.comer'] }, 'name status'))
    for (const name of names) asked[name] = 0
    const now = Date.now()
    const began = (id: string, startedAt: number) => ({
      ...{ id, run: id, agent: 'late', reasoner: 'comer', status: 'running', startedAt },
    })
    const of = (name: string, prefix: string) =>
      new Set(
        stream.of('r').flatMap(({ kind, backend, run }) => {
          const { name: runName = '' } = (run ?? {}) as { name?: string }
          return kind === 'ENTER' && backend === name && runName.startsWith(prefix) ? [runName] : []
        }),
      ).size
    for (const name of ['affile', 'af']) {
      const db = databases[name]!
      await db.run('begin')
      await insertExecutions(
        db,
        Array.from({ length: 200 }, (_, index) => began(`one-${name}-${index}`, now - index)),
      )
      await db.run('commit')
    }
    for (const name of ['affile', 'af']) await expect.poll(() => of(name, 'one-')).toBe(200)
    // Behind more than a page of those that are known, but not longer ago than clocks may differ.
    for (const name of ['affile', 'af'])
      await insertExecutions(databases[name]!, [began(`two-${name}`, now - 20_000)])
    for (const name of ['affile', 'af']) await expect.poll(() => of(name, 'two-')).toBe(1)
    expect(names.filter((name) => readsOf(name) > 0)).toEqual(['affile', 'af'])
  })

  it('is told to the others, too, while somebody watches runs that take too long to find', async () => {
    const execution = 'queued'
    const stream = await watch(
      watchRuns('slow', { user: [slowUser] }),
      watchExecutions('w', [keyOf('af', execution)]),
    )
    const own = idsOf['af']!(execution)
    await inEngine('af', execution, `update TABLE set ${agentfield.completed} where IT`)
    await expect
      .poll(() => stream.of('w').at(-1))
      .toEqual({
        ...{ kind: 'UPDATE', id: keyOf('af', execution), backend: 'af' },
        execution: { id: own, status: 'COMPLETED' },
      })
  })
})
