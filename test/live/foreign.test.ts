import { afterEach, describe, expect, it } from 'vitest'
import { type StreamOf, askOf, openStream, watchExecutions, watchRuns } from '../setup/ask/streams.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { insert, tags } from '../setup/servers/metaflow.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** What each test has opened, to be closed in reverse order. */
const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close()
})

async function serverOver(kind: string): Promise<{ api: Api; sql: Sql }> {
  const api = await startApi({ title: kind, kinds: { main: kind } })
  opened.push(async () => {
    await api.app.close()
    await api.close()
  })
  const sql = openSql(api.places[0]!)
  opened.push(() => sql.close())
  return { api, sql }
}

async function watch(api: Api, ...asked: Parameters<typeof openStream>[1][number][]): Promise<StreamOf> {
  const stream = await openStream(askOf(api.app), asked)
  opened.push(() => stream.close())
  return stream
}
/** What is told after the first states. */
const later = (stream: StreamOf, id: string, first: number) => stream.of(id).slice(first)

/** On Postgres it takes ten seconds. A shorter net, on each: `follower`. */
describe.each(sized(kinds, ['sqlite']))(
  'what a server of the version before writes into a store on %s',
  (kind) => {
    it('is told to all who watch, by the net', async () => {
      const { api, sql } = await serverOver(kind)
      await record(api, [begun('a'), begun('b'), begun('c')])
      await api.data(
        `mutation { recordRuns(input: { runs: [{ flow: "Train" }, { flow: "Train" }] }) { results { ok } } }`,
      )
      const executions = watchExecutions('w', ['a', 'b', 'c'])
      const [one, other] = [
        await watch(api, executions, watchRuns('r', { status: ['RUNNING'] })),
        await watch(api, executions),
      ]
      await sql.run(`update executions set verdict = 1, version = version + 1 where execution_id = 'a'`)
      await sql.run(`delete from executions where execution_id = 'b'`)
      await sql.run(`update runs set end_ok = 1, end_ok_at = 5, version = version + 1 where number = 1`)
      const told = [
        { kind: 'UPDATE', id: 'a', backend: 'main', execution: { id: 'a', status: 'COMPLETED' } },
        { kind: 'DELETE', id: 'b', backend: 'main', execution: null },
      ]
      const byId = (stream: StreamOf) =>
        later(stream, 'w', 3).toSorted((left, right) => String(left['id']).localeCompare(String(right['id'])))
      await expect.poll(() => [byId(one), byId(other)]).toEqual([told, told])
      await expect
        .poll(() => later(one, 'r', 1))
        .toEqual([
          { kind: 'LEAVE', id: 'main:Train/1', backend: 'main', run: { number: 1, status: 'COMPLETED' } },
        ])
    })
  },
)

describe.each(sized(['metaflow', 'metaflow jsonb', 'metaflow accelerated'], ['metaflow']))(
  'what Metaflow writes into its own tables (%s)',
  (kind) => {
    it('is told to who watches runs and tasks', async () => {
      const { api, sql } = await serverOver(kind)
      const now = Date.now()
      const start = async (number: number, heartbeat = Math.floor(Date.now() / 1000)) => {
        const run = { flow_id: 'F', run_number: number, ts_epoch: now, ...tags }
        await insert(sql, 'runs_v3', [
          { ...run, user_name: 'ana', system_tags: ['user:ana'], last_heartbeat_ts: heartbeat },
        ])
        for (const step of ['start', 'end']) await insert(sql, 'steps_v3', [{ ...run, step_name: step }])
      }
      const fact = (number: number, step: string, task: number, field: string, value: string) =>
        insert(sql, 'metadata_v3', [
          {
            ...{ flow_id: 'F', run_number: number, step_name: step, task_id: task },
            ...{
              field_name: field,
              value,
              type: field,
              ts_epoch: Date.now(),
              ...tags,
              tags: ['attempt_id:0'],
            },
          },
        ])
      await insert(sql, 'flows_v3', [{ flow_id: 'F', ts_epoch: 1, ...tags }])
      await start(1)
      await insert(sql, 'tasks_v3', [
        {
          flow_id: 'F',
          run_number: 1,
          step_name: 'start',
          task_id: 7,
          ts_epoch: now,
          ...tags,
          last_heartbeat_ts: Math.floor(now / 1000),
        },
      ])
      await fact(1, 'start', 7, 'attempt', '0')
      const id = 'F/1/start/7'
      const stream = await watch(
        api,
        watchRuns('all', { flow: ['F'] }),
        watchRuns('running', { status: ['RUNNING'] }),
        watchExecutions('task', [id]),
      )
      expect([stream.of('all'), stream.of('running'), stream.of('task')]).toEqual([
        [{ kind: 'SNAPSHOT', id: null, backend: 'main', run: null }],
        [{ kind: 'SNAPSHOT', id: null, backend: 'main', run: null }],
        [{ kind: 'SNAPSHOT', id, backend: 'main', execution: { id, status: 'RUNNING' } }],
      ])
      await start(2)
      const second = { id: 'main:F/2', backend: 'main', run: { number: 2, status: 'RUNNING' } }
      await expect.poll(() => later(stream, 'all', 1)).toEqual([{ kind: 'ENTER', ...second }])
      await expect.poll(() => later(stream, 'running', 1)).toEqual([{ kind: 'ENTER', ...second }])
      await fact(1, 'start', 7, 'attempt_ok', 'True')
      await expect
        .poll(() => later(stream, 'task', 1))
        .toEqual([{ kind: 'UPDATE', id, backend: 'main', execution: { id, status: 'COMPLETED' } }])
      await fact(1, 'end', 8, 'attempt_ok', 'False')
      await expect
        .poll(() => later(stream, 'running', 2))
        .toEqual([{ kind: 'LEAVE', id: 'main:F/1', backend: 'main', run: { number: 1, status: 'FAILED' } }])
      await expect
        .poll(() => stream.of('all').at(-1))
        .toMatchObject({ id: 'main:F/1', run: { status: 'FAILED' } })
    })
  },
)
