import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, startApi } from '../setup/servers/api.ts'
import { type Task, tellTasks } from '../setup/servers/metaflow.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { type AttemptSaid, now, parametersTable, taskTable } from '../setup/models/tasktable.ts'

const fields = 'number status statusReason startedAt finishedAt durationMs'

describe.each(['metaflow', 'metaflow jsonb'])('the status of a task over the tables of %s', (kind) => {
  const cases = taskTable.map(({ attempts, inJson, ...one }, place) => ({
    ...one,
    key: `Truth/1/step${place % 3}/${place + 1}`,
    attempts: (kind === 'metaflow' ? attempts : (inJson ?? attempts)).map(onTheWire),
  }))
  const tasks = cases.map(({ createdAt, heartbeatAt, facts }, place) => ({
    flow: 'Truth',
    run: 1,
    step: `step${place % 3}`,
    task: place + 1,
    createdAt,
    heartbeatAt,
    facts,
  }))
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
    await tellTasks(sql, tasks)
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })

  it('is as the truth table says of each attempt, of which the highest is the task', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) {
      number: attempt status statusReason startedAt finishedAt durationMs attempts { nodes { ${fields} } }
    } }`
    const { executions } = await api.data<{ executions: (object & { attempts: { nodes: object[] } })[] }>(
      query,
      {
        ids: cases.map(({ key }) => key),
      },
    )
    const found = cases.map(({ id }, place) => ({ id, ...executions[place] }))
    expect(found).toEqual(
      cases.map(({ id, attempts }) => ({ id, ...attempts.at(-1), attempts: { nodes: attempts } })),
    )
  })

  it('is what the executions of a run are filtered by, and what its steps count', async () => {
    const statuses = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'UNKNOWN', 'CANCELLED']
    const lists = statuses.map(
      (status) =>
        `${status}: executions(status: [${status}, TIMED_OUT], first: 1000) { nodes { id status } }`,
    )
    const { run } = await api.data<{ run: Record<string, { nodes: { id: string; status: string }[] }> }>(
      `{ run(flow: "Truth") { ${lists.join('\n')} steps { name counts { status value } } } }`,
    )
    const statusOf = ({ attempts }: (typeof cases)[number]) => attempts.at(-1)!.status
    for (const status of statuses) {
      const expected = cases
        .map((one, place) => ({ ...one, place }))
        .filter((one) => statusOf(one) === status)
        .toSorted(
          (a, b) => a.createdAt - b.createdAt || Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)),
        )
        .map(({ key }) => ({ id: key, status }))
      expect(run[status]!.nodes).toEqual(expected)
    }
    const byStatus = (a: { status: string }, b: { status: string }) => (a.status < b.status ? -1 : 1)
    const steps = (run['steps'] as unknown as { name: string; counts: { status: string }[] }[]).map(
      (step) => ({
        ...step,
        counts: step.counts.toSorted(byStatus),
      }),
    )
    expect(steps).toEqual(
      [0, 1, 2].map((at) => {
        const own = cases.filter((_, place) => place % 3 === at)
        const counts = Map.groupBy(own, statusOf)
        return {
          name: `step${at}`,
          counts: [...counts].map(([status, { length: value }]) => ({ status, value })).toSorted(byStatus),
        }
      }),
    )
  })

  it('is paged through attempt by attempt, both ways', async () => {
    const { key } = cases.find(({ id }) => id === 'T13')!
    const page = (args: string) =>
      api.data<{ execution: { attempts: { nodes: object[]; pageInfo: Record<string, string> } } }>(
        `{ execution(id: "${key}") { attempts(${args}) { nodes { number } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }`,
      )
    const first = (await page('first: 1')).execution.attempts
    expect(first).toMatchObject({ nodes: [{ number: 0 }], pageInfo: { hasNextPage: true } })
    const second = (await page(`first: 1, after: "${first.pageInfo['endCursor']}"`)).execution.attempts
    expect(second).toMatchObject({ nodes: [{ number: 1 }], pageInfo: { hasNextPage: false } })
    const back = (await page(`last: 1, before: "${second.pageInfo['startCursor']}"`)).execution.attempts
    expect(back).toMatchObject({ nodes: [{ number: 0 }], pageInfo: { hasPreviousPage: false } })
  })
})

const onTheWire = ({ startedAt, finishedAt, ...said }: AttemptSaid) => ({
  ...said,
  startedAt: instant(startedAt),
  finishedAt: instant(finishedAt),
})

const said = 'status statusReason startedAt finishedAt durationMs'
type Said = Readonly<Record<string, unknown>>

describe.each(['metaflow', 'metaflow jsonb'])('over the tables of %s,', (kind) => {
  let api: Api
  let sql: Sql
  beforeAll(async () => {
    api = await startApi({ title: kind, kinds: { mf: kind } })
    sql = openSql(api.places[0]!)
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterAll(async () => {
    vi.useRealTimers()
    await sql.close()
    await api.close()
  })
  const look = async (ids: readonly string[]) =>
    (
      await api.data<{ executions: Said[] }>(`query ($ids: [ID!]!) { executions(ids: $ids) { ${said} } }`, {
        ids,
      })
    ).executions

  it('the task that holds the parameters of a run is completed without any attempt', async () => {
    const tasks = parametersTable.map(({ createdAt, heartbeatAt, facts }, place) => ({
      flow: 'Parameters',
      run: 1,
      step: '_parameters',
      task: place + 1,
      createdAt,
      heartbeatAt,
      facts,
    }))
    await tellTasks(sql, tasks)
    const found = await look(tasks.map(({ task }) => `Parameters/1/_parameters/${task}`))
    expect(parametersTable.map(({ id }, place) => ({ id, ...found[place] }))).toEqual(
      parametersTable.map(({ id, attempts, inJson = attempts }) => {
        const { number: _, ...last } = onTheWire((kind === 'metaflow' ? attempts : inJson).at(-1)!)
        return { id, ...last }
      }),
    )
    const { run } = await api.data<{ run: unknown }>(
      `{ run(flow: "Parameters") { executions(status: [COMPLETED]) { nodes { id } } steps { counts { status value } } } }`,
    )
    expect(run).toEqual({
      executions: {
        nodes: [3, 1, 2].map((task) => ({ id: `Parameters/1/_parameters/${task}` })),
      },
      steps: [
        {
          counts: expect.arrayContaining([
            { status: 'COMPLETED', value: 3 },
            { status: 'FAILED', value: 1 },
            { status: 'RUNNING', value: 1 },
            { status: 'UNKNOWN', value: 1 },
          ]) as unknown,
        },
      ],
    })
  })

  // A clock of whole seconds would be half a second early or late.
  it.each([1, 400, 499, 500, 501, 999])(
    'a task without heartbeat is too old a day after it was made or begun, by the exact clock: %i ms',
    async (past) => {
      const day = 86_400_000
      const ages = [-1, 0, 1, -400, 400]
      const task = (place: number, createdAt: number, facts: Task['facts'] = []): Task => ({
        flow: `Day ${past}`,
        run: 1,
        step: 'fit',
        task: 1000 * (past + 1) + place,
        createdAt,
        heartbeatAt: null,
        facts,
      })
      const began = (ts: number) => [{ field: 'attempt', value: '0', ts, tags: [], attempt: 0 }]
      const times = ages.map((more) => now + past - day - more)
      const tasks = [
        ...times.map((ts, place) => task(place, ts)),
        ...times.map((ts, place) => task(10 + place, 0, began(ts))),
        // As far in the future.
        ...ages.map((more, place) => task(20 + place, now + past + day + more)),
      ]
      await tellTasks(sql, tasks)
      vi.setSystemTime(now + past)
      const statuses = (await look(tasks.map((one) => `${one.flow}/1/fit/${one.task}`))).map(
        (one) => one['status'],
      )
      const said = (alive: string) => ages.map((more) => (more > 0 ? 'FAILED' : alive))
      expect(statuses).toEqual([...said('PENDING'), ...said('RUNNING'), ...said('PENDING')])
      vi.setSystemTime(now)
    },
  )
})
