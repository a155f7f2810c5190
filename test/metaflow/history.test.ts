import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { tellTasks } from '../setup/servers/metaflow.ts'
import { bytes } from '../setup/models/runmodel.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { now, taskTable } from '../setup/models/tasktable.ts'
import { type Connection, connectionOf, walkBackward, walkForward } from '../setup/ask/walk.ts'
import { sized } from '../setup/whole.ts'

const query = `query ($filter: ExecutionFilter, $orderBy: ExecutionOrder, $first: Int, $after: String, $last: Int, $before: String) {
  executionHistory(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) { ${connectionOf('id')} }
}`

// Registers are of runs: tasks are read as without them.
describe.each(sized(['metaflow', 'metaflow jsonb', 'metaflow accelerated'], ['metaflow', 'metaflow jsonb']))(
  'tasks of a filter over the tables of %s',
  (kind) => {
    const cases = taskTable.map((one, place) => {
      const last = (kind === 'metaflow jsonb' ? (one.inJson ?? one.attempts) : one.attempts).at(-1)!
      const run = 1 + (place % 2)
      return {
        id: `Truth/${run}/step/${place + 1}`,
        run,
        place,
        createdAt: one.createdAt,
        status: last.status,
        durationMs: last.durationMs,
        tags: ['all', ...(place % 3 === 0 ? ['third'] : [])],
      }
    })
    type Case = (typeof cases)[number]
    let api: Api
    let sql: Sql
    beforeAll(async () => {
      api = await startApi({ title: kind, kinds: { mf: kind } })
      sql = openSql(api.places[0]!)
      vi.useFakeTimers({ toFake: ['Date'], now })
      const tasks = taskTable.map(({ createdAt, heartbeatAt, facts }, place) => ({
        flow: 'Truth',
        run: 1 + (place % 2),
        step: 'step',
        task: place + 1,
        createdAt,
        heartbeatAt,
        facts,
      }))
      await tellTasks(sql, tasks)
      await sql.run(`update tasks_v3 set system_tags = '["all"]'`)
      await sql.run(`update tasks_v3 set tags = '["third"]' where (task_id - 1) % 3 = 0`)
    })
    afterAll(async () => {
      vi.useRealTimers()
      await sql.close()
      await api.close()
    })

    const listed = (fits: (one: Case) => boolean) =>
      cases
        .filter(fits)
        .toSorted((a, b) => b.createdAt - a.createdAt || bytes(b.id, a.id))
        .map(({ id }) => ({ id }))
    const filters: readonly (readonly [filter: object, fits: (one: Case) => boolean])[] = [
      [{}, () => true],
      ...['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'UNKNOWN', 'CANCELLED'].map(
        (status) => [{ status: [status] }, (one: Case) => one.status === status] as const,
      ),
      [
        { flow: ['Truth', 'none'], status: ['FAILED', 'COMPLETED'] },
        ({ status }) => /FAIL|COMP/.test(status),
      ],
      [{ flow: ['none'] }, () => false],
      [{ run: { flow: 'Truth', number: 2 } }, ({ run }) => run === 2],
      [{ tagsAny: ['third', 'none'] }, ({ tags }) => tags.includes('third')],
      [{ tagsAll: ['third', 'all'] }, ({ tags }) => tags.includes('third')],
      [{ tagsAll: ['all', 'none'] }, () => false],
      [{ minDurationMs: 1000 }, ({ durationMs }) => durationMs !== null && durationMs >= 1000],
      [
        { startedAfter: instant(now - 600_000), startedBefore: instant(now) },
        ({ createdAt }) => createdAt >= now - 600_000 && createdAt <= now,
      ],
      ...[
        ...[{ source: ['cron'] }, { parent: 'Truth/1/step/1' }, { scriptPath: '' }, { scriptPrefix: '' }],
        ...[
          { flow: ['Truth'], scriptContains: 'a' },
          { flow: ['Truth'], errorContains: 'a' },
        ],
      ].map((filter) => [filter, () => false] as const),
    ]

    it('are those that fit, page by page, both ways', async () => {
      for (const [filter, fits] of filters) {
        for (const direction of ['ASC', 'DESC'] as const) {
          const page = async (args: object) =>
            (
              await api.data<{ executionHistory: Connection<{ id: string }> }>(query, {
                filter,
                orderBy: { direction },
                ...args,
              })
            ).executionHistory
          const expected = direction === 'DESC' ? listed(fits) : listed(fits).toReversed()
          expect([filter, await walkForward(page, sized([7], [31]))]).toEqual([filter, expected])
          expect([filter, await walkBackward(page, sized([11], [37]))]).toEqual([filter, expected])
        }
      }
    })

    it('have statistics, by one statement', async () => {
      for (const [filter, fits] of filters.slice(0, 12)) {
        const answer = await api.ask(
          `query ($filter: ExecutionFilter) { executionStats(filter: $filter) {
            counts { status value estimate isExact } durations { count maxMs } flows { flow count failed } isExact
          } }`,
          { filter },
        )
        const own = cases.filter(fits)
        const durations = own.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs]))
        const of = (status: string) => own.filter((one) => one.status === status).length
        const { counts, ...others } = answer.data!['executionStats'] as { counts: { status: string }[] }
        expect([filter, counts, statements(answer)]).toEqual([
          filter,
          counts.map(({ status }) => ({ status, value: of(status), estimate: of(status), isExact: true })),
          { mf: 1 },
        ])
        expect([filter, others]).toEqual([
          filter,
          {
            durations:
              durations.length === 0 ? null : { count: durations.length, maxMs: Math.max(...durations) },
            flows: own.length === 0 ? [] : [{ flow: 'Truth', count: own.length, failed: of('FAILED') }],
            isExact: true,
          },
        ])
      }
    })
  },
)
