import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { flowLimitOf, isWithin } from '../../src/db/sql/flowlimit.ts'
import { everythingOf, roomForEverything, shownBy } from '../setup/ask/askall.ts'
import type { TaskFact } from '../setup/models/tasktable.ts'
import { type Api, apiOver, startApi } from '../setup/servers/api.ts'
import { type Row, insert, tellTasks } from '../setup/servers/metaflow.ts'
import { openSql } from '../setup/servers/sql.ts'
import { askAs, makeToken } from '../setup/servers/tokens.ts'
import { sized } from '../setup/whole.ts'

const now = Date.UTC(2026, 5, 1, 12)
const began = now - 3 * 3_600_000
const flows = ['etl', 'train', 'train-large', 'Train', 'hidden']
/** Each form of the tables with a limit of names, and with one of beginnings. */
const cases = [
  ['metaflow', ['T*', 'etl']],
  ...sized(
    [
      ['metaflow', ['train']],
      ['metaflow jsonb accelerated', ['train*']],
      ['metaflow jsonb accelerated', ['etl', 'Train']],
    ] as const,
    [],
  ),
] as const

const steps = ['start', 'fit', 'end'] as const

/** Three runs of each flow, of three tasks each, of which some failed. */
const tasks = flows.flatMap((flow, place) =>
  [1, 2, 3].flatMap((run) =>
    steps.map((step, at) => {
      const task = 100 * place + 10 * run + at
      const createdAt = began + place * 60_000 + run * 600_000 + at * 1_000
      const ok = (place + run + at) % 4 > 0
      const own = { attempt: 0, tags: ['attempt_id:0'] }
      const facts: TaskFact[] = [
        { ...own, field: 'attempt', value: '0', ts: createdAt },
        { ...own, field: 'attempt_ok', value: String(ok), ts: createdAt + 900 },
        { ...own, field: 'attempt-done', value: '0', ts: createdAt + 1_000 },
      ]
      return { flow, run, step, task, createdAt, heartbeatAt: now, facts }
    }),
  ),
)
/** Those of one run of each flow. */
const asked = tasks.filter(({ run }) => run === 1)
const ids = asked.map(({ flow, run, step, task }) => `${flow}/${run}/${step}/${task}`)
const everything = everythingOf({ ids, flows, began })

/** What is seen comes first, so that its numbers do not depend on the rest. */
async function filled(kind: string, ...parts: readonly ((flow: string) => boolean)[]): Promise<Api> {
  const api = await startApi({ title: kind, kinds: { main: kind, keys: 'sqlite' } }, roomForEverything)
  const sql = openSql(api.places[0]!)
  for (const isSeen of parts) {
    const runs: Row[] = flows.filter(isSeen).flatMap((flow) =>
      [1, 2, 3].map((run) => ({
        ...{ flow_id: flow, run_number: run, run_id: `${run}th`, ts_epoch: began + run * 600_000 },
        ...{ user_name: 'ann', tags: ['red'], system_tags: ['user:ann'], last_heartbeat_ts: now / 1_000 },
      })),
    )
    await insert(
      sql,
      'flows_v3',
      flows.filter(isSeen).map((flow) => ({ flow_id: flow, ts_epoch: 0, tags: [], system_tags: [] })),
    )
    await insert(sql, 'runs_v3', runs)
    await tellTasks(
      sql,
      tasks.filter(({ flow }) => isSeen(flow)),
    )
  }
  await sql.close()
  return api
}

describe('what a token sees', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }))
  afterEach(() => void vi.useRealTimers())

  it.each(cases)('of %s is what there would be without all that its limit hides: %j', async (kind, limit) => {
    const isSeen = (flow: string) => isWithin(flow, flowLimitOf(limit))
    const whole = await filled(kind, isSeen, (flow) => !isSeen(flow))
    const left = await filled(kind, isSeen)
    const answerOf = async (api: Api) => {
      const [, keys] = api.backends
      const { secret } = await makeToken(keys!, { flows: limit, backends: ['main'], scopes: ['READ'] })
      const { app } = apiOver(api.backends, [], { ...roomForEverything, auth: 'tokens', admin: keys! })
      const { status: _, headers: __, ...answer } = await askAs(app, secret, everything.query)
      await app.close()
      return shownBy(everything, answer)
    }
    const [limited, alone] = [await answerOf(whole), await answerOf(left)]
    expect(limited).toEqual(alone)
    const open = apiOver([left.backends[0]!], [], roomForEverything)
    expect(alone.data).toEqual(shownBy(everything, await open.ask(everything.query)).data)
    expect(alone.errors.filter((text) => /TOO_|UNAVAILABLE|TIMEOUT|INTERNAL/.test(text))).toEqual([])
    await open.app.close()
    await left.close()
    await whole.close()
  })
})
