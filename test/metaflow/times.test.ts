import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { insert, tags } from '../setup/servers/metaflow.ts'
import { orders, runPage } from '../setup/ask/runlists.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { now } from '../setup/models/tasktable.ts'
import { type Connection, connectionOf, walkBackward, walkForward } from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

/** Whole numbers of 64 bits go as text: JavaScript has not all of them. */
const absurd = [
  '9223372036854775807',
  '9223372036854775807',
  '-9223372036854775808',
  '8640000000000001',
  '-8640000000000001',
  '9007199254740993',
]
const extreme = ['8640000000000000', '-8640000000000000', '0', '-1']
const times = [...absurd, ...extreme, String(now - 1000), String(now - 1000)]

describe.each(['metaflow', 'metaflow accelerated'])(
  'times that no calendar has, over the tables of %s,',
  (kind) => {
    let api: Api
    let sql: Sql
    beforeAll(async () => {
      api = await startApi({ title: kind, kinds: { mf: kind } })
      sql = openSql(api.places[0]!)
      vi.useFakeTimers({ toFake: ['Date'], now })
      await insert(sql, 'flows_v3', [
        { flow_id: 'F', ts_epoch: absurd[0], ...tags },
        { flow_id: 'G', ts_epoch: absurd[2], ...tags },
      ])
      // Each time as a start, a heartbeat, a verdict and an attempt, with every other.
      const rows = times.flatMap((startedAt) => times.map((other) => ({ startedAt, other })))
      const keyOf = (index: number) => ({ flow_id: index % 2 === 0 ? 'F' : 'G', run_number: index + 1 })
      const step = (index: number) => ({ ...keyOf(index), step_name: 'end' })
      await insert(
        sql,
        'runs_v3',
        rows.map(({ startedAt, other }, index) => ({
          ...keyOf(index),
          ts_epoch: startedAt,
          last_heartbeat_ts: index % 3 === 0 ? other : null,
          ...tags,
        })),
      )
      await insert(
        sql,
        'steps_v3',
        rows.map(({ startedAt }, index) => ({ ...step(index), ts_epoch: startedAt, ...tags })),
      )
      await insert(
        sql,
        'tasks_v3',
        rows.map(({ startedAt, other }, index) => ({
          ...step(index),
          task_id: index + 1,
          ts_epoch: startedAt,
          last_heartbeat_ts: index % 4 === 0 ? other : null,
          ...tags,
        })),
      )
      const facts = rows.flatMap(({ other }, index) => {
        const fact = (field: string, value: string) => ({
          ...step(index),
          task_id: index + 1,
          field_name: field,
          value,
          type: '',
          ts_epoch: other,
          tags: ['attempt_id:0'],
          system_tags: [],
        })
        return [
          ...(index % 3 > 0 ? [fact('attempt_ok', index % 5 > 2 ? 'True' : 'False')] : []),
          ...(index % 2 > 0 ? [fact('attempt', '0')] : []),
          ...(index % 7 === 0 ? [fact('attempt', '1'), fact('attempt-done', '1')] : []),
        ]
      })
      await insert(sql, 'metadata_v3', facts)
    })
    afterAll(async () => {
      vi.useRealTimers()
      await sql.close()
      await api.close()
    })

    const count = times.length ** 2
    const ask = (page: object) =>
      api.data<{ runs: Connection<{ id: string; startedAt: string | null }> }>(
        `query ($first: Int, $after: String) { runs(first: $first, after: $after) {
        ${connectionOf('id startedAt heartbeatAt finishedAt durationMs status version')} } }`,
        { ...page },
      )

    it('are null, and the runs that have them come first', async () => {
      const nodes = await walkForward(async (page) => (await ask(page)).runs, [37, 100])
      expect(nodes).toHaveLength(count)
      const dated = times.length * (times.length - absurd.length)
      expect(nodes.map(({ startedAt }) => startedAt === null)).toEqual(
        Array.from({ length: count }, (_, index) => index < count - dated),
      )
      expect(nodes[count - dated]!.startedAt).toBe('+275760-09-13T00:00:00.000Z')
    })

    it.each(orders)(
      'never break a page, nor make it repeat or skip: by $field, $direction',
      async (order) => {
        const filters = [{}, { status: ['FAILED'], flow: ['F'], startedAfter: 0 }, { status: ['FAILED'] }]
        for (const filter of filters.slice(0, sized(3, 2))) {
          const page = (args: object) => runPage(api, filter, order, args)
          const forward = (await walkForward(page, [61])).map(({ id }) => id)
          const backward = (await walkBackward(page, [97])).map(({ id }) => id)
          expect(backward).toEqual(forward)
          expect(new Set(forward).size).toBe(forward.length)
          if (Object.keys(filter).length === 0) expect(forward).toHaveLength(count)
        }
      },
    )

    it('never break what hangs on runs and tasks, nor counts', async () => {
      const attempts = 'attempts(first: 20) { nodes { number startedAt finishedAt durationMs status } }'
      const answer = await api.ask(`{
      runs(first: 100) { nodes { previous { id } next { id } latest(status: [FAILED]) { id startedAt }
        steps { name startedAt finishedAt } metadata { nodes { ts } }
        executions { nodes { id startedAt finishedAt heartbeatAt durationMs status ${attempts} metadata(first: 20) { nodes { ts } } } } } }
      executionHistory(first: 100) { nodes { id startedAt finishedAt durationMs version } }
      flows { nodes { createdAt lastRun { id startedAt } } }
      statusCounts { counts { value isExact } }
      runHistogram { buckets { counts { value } } }
      runFacets { isExact }
    }`)
      expect(answer.errors).toBeUndefined()
      expect(answer.data).toMatchObject({ flows: { nodes: [{ createdAt: null }, { createdAt: null }] } })
      const { statusCounts } = answer.data as { statusCounts: { counts: { value: number }[] } }
      expect(statusCounts.counts.reduce((sum, { value }) => sum + value, 0)).toBe(count)
    })

    it('order the history, page by page', async () => {
      const page = async (args: object) => {
        const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
        executionHistory(first: $first, after: $after, last: $last, before: $before) { ${connectionOf('id')} } }`
        return (await api.data<{ executionHistory: Connection<{ id: string }> }>(query, { ...args }))
          .executionHistory
      }
      const forward = await walkForward(page, [41])
      expect(new Set(forward.map(({ id }) => id)).size).toBe(count)
      expect(await walkBackward(page, [59])).toEqual(forward)
    })
  },
)
