import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executionsByIds } from '../../src/db/executions/rows.ts'
import { mostChanges } from '../../src/db/following/statement.ts'
import { createMeter } from '../../src/db/meter.ts'
import { runsByKeys } from '../../src/db/runs/rows.ts'
import { followAt } from '../setup/ask/following.ts'
import { update } from '../setup/seeds/patches.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { storeRuns } from '../setup/seeds/runs.ts'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Sql, openStores } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'

const day = Date.UTC(2026, 0, 1)
const grace = 360_000

describe.each(kinds)('statuses that the clock flips, on %s,', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { main: kind } })
    sql = openStores(api)[0]!
    await record(api, [
      begun('silent', 0, { heartbeatTimeoutMs: 1_000, heartbeatAt: at(0) }),
      begun('later', 0, { heartbeatTimeoutMs: 5_000, heartbeatAt: at(0) }),
      begun('unpromised'),
    ])
    await storeRuns(api, [
      { flow: 'F', number: 1, startedAt: at(0), heartbeatAt: at(0) },
      { flow: 'F/G', number: 2, startedAt: at(0), heartbeatAt: at(1_000_000) },
    ])
  })
  afterAll(async () => {
    await sql.close()
    await api.close()
  })

  it('are told when they flip, in whichever direction the clock goes, and when the next will', async () => {
    const follower = await followAt(api.backends[0]!, day)
    const dues = [follower.first.executions.dueAt, follower.first.runs.dueAt]
    expect(dues).toEqual([day + 1_001, day + grace + 1])
    const seen: unknown[] = []
    for (const ms of [1_000, 1_001, 1_002, 0, grace, grace + 1, 1_000_000 - grace]) {
      const { executions, runs } = await follower.next(day + ms)
      seen.push([
        ms,
        executions.rows.map(({ id, status }) => `${id} ${status}`).toSorted(),
        runs.rows.map(({ number, status }) => `${number} ${status}`),
        [executions.dueAt, runs.dueAt].map((due) => due && due - day),
      ])
    }
    expect(seen).toEqual([
      [1_000, [], [], [1_001, grace + 1]],
      [1_001, ['silent FAILED'], [], [5_001, grace + 1]],
      [1_002, [], [], [5_001, grace + 1]],
      [0, ['silent RUNNING'], [], [1_001, grace + 1]],
      [grace, ['later FAILED', 'silent FAILED'], [], [undefined, grace + 1]],
      [grace + 1, [], ['1 FAILED'], [undefined, 1_000_000 - grace]],
      [1_000_000 - grace, [], ['2 RUNNING'], [undefined, 1_000_000 + grace + 1]],
    ])
  })

  it('come with whole rows, as look-ups read them, and with names of those deleted', async () => {
    const [backend] = api.backends
    const follower = await followAt(backend!, day)
    await update(api, [{ id: 'unpromised', addTags: ['t'] }])
    await api.data('mutation { deleteExecutions(input: { ids: ["later"] }) { results { ok } } }')
    await sql.run(`delete from runs where flow_id = 'F/G'`)
    await backend!.write(createMeter(), async (transaction) =>
      transaction.changed('runs', ['F/G/2', 'F/1'], 'gone'),
    )
    const reading = { now: day, meter: createMeter(), deadline: performance.now() + 60_000 }
    const { executions, runs } = await follower.next(day)
    expect([executions.rows, executions.gone]).toEqual([
      await executionsByIds(backend!, ['unpromised'], reading),
      ['later'],
    ])
    expect([runs.rows, runs.gone]).toEqual([
      await runsByKeys(backend!, [{ flow: 'F', number: 1 }], reading),
      ['F/G/2'],
    ])
  })

  it('are not listed where too much changed, and the next reading goes on from there', async () => {
    const follower = await followAt(api.backends[0]!, day)
    const touched = idsFrom('many ', mostChanges + 1)
    await api.backends[0]!.write(createMeter(), async (transaction) =>
      transaction.changed('executions', touched, 'gone'),
    )
    const { executions } = await follower.next(day)
    expect([executions.isTooMany, executions.rows, executions.gone]).toEqual([true, [], []])
    await update(api, [{ id: 'silent', addTags: ['t'] }])
    expect(await follower.ids(day)).toEqual({ executions: ['silent'], runs: [] })
  })
})
