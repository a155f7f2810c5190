import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { narrowedTo } from '../../src/db/narrowed.ts'
import { openBackend } from '../../src/db/open.ts'
import { flowLimitOf, isWithin } from '../../src/db/sql/flowlimit.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { bytes } from '../setup/models/runmodel.ts'
import {
  agentRows,
  agentRuns,
  flowOfRow,
  runFields,
  seedAgentField,
  startOf,
  t0,
} from '../setup/seeds/agentfield.ts'
import { instant } from '../setup/seeds/runs.ts'
import { newAgentField } from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'

const newestFirst = [agentRuns.e, agentRuns.d, agentRuns.c, agentRuns.b, agentRuns.a]

describe.each(kinds)('runs of AgentField in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    const place = await newAgentField(kind)
    await seedAgentField(place.db)
    api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
  })
  afterAll(() => api.close())

  it('are the first executions of each, by all lists', async () => {
    expect(await api.data(`{ runs { nodes { ${runFields} } unavailable } }`)).toEqual({
      runs: { nodes: newestFirst, unavailable: [] },
    })
    const asked = async (list: string) =>
      (await api.data<{ runs: { nodes: object[] } }>(`{ runs(${list}) { nodes { ${runFields} } } }`)).runs
        .nodes
    expect(await asked('orderBy: { field: STARTED, direction: ASC }')).toEqual(newestFirst.toReversed())
    expect(await asked('filter: { status: [FAILED] }')).toEqual([agentRuns.e, agentRuns.b])
    expect(await asked('filter: { status: [RUNNING], flow: ["writer.again"] }')).toEqual([agentRuns.d])
    expect(await asked('filter: { flow: ["research.plan", "writer.write"] }')).toEqual([
      agentRuns.c,
      agentRuns.b,
      agentRuns.a,
    ])
    expect(await asked('filter: { user: ["ana"] }')).toEqual([agentRuns.e, agentRuns.a])
    expect(await asked('filter: { tagsAny: ["session:s1"] }')).toEqual([
      agentRuns.e,
      agentRuns.b,
      agentRuns.a,
    ])
    expect(await asked('filter: { tagsAll: ["nightly", "actor:ana"] }')).toEqual([agentRuns.a])
    expect(await asked('filter: { refPrefix: "run_c" }')).toEqual([agentRuns.c])
    expect(
      await asked(
        `filter: { startedAfter: "${instant(startOf('c1'))}", startedBefore: "${instant(startOf('d1'))}" }`,
      ),
    ).toEqual([agentRuns.d, agentRuns.c])
    expect(await asked('orderBy: { field: FLOW, direction: ASC }')).toEqual([
      agentRuns.a,
      agentRuns.b,
      agentRuns.c,
      agentRuns.d,
      agentRuns.e,
    ])
    const finished = 'orderBy: { field: FINISHED, direction: ASC }'
    expect(await asked(finished)).toEqual([agentRuns.a, agentRuns.b, agentRuns.e, agentRuns.c, agentRuns.d])
  })

  it('are found by number, by name and as the newest of their flow', async () => {
    expect(
      await api.data(`{ a: run(flow: "research.plan", ref: "1") { ${runFields} } b: run(flow: "research.plan", ref: "run_b") { ${runFields} }
        c: run(flow: "research.plan") { ${runFields} } failed: run(flow: "research.plan", status: [FAILED]) { number }
        child: run(flow: "research.search", ref: "2") { number } other: run(flow: "writer.again", ref: "1") { number }
        second: run(flow: "writer.again", ref: "5") { number } }`),
    ).toEqual({
      a: agentRuns.a,
      b: agentRuns.b,
      c: agentRuns.c,
      failed: { number: 7 },
      child: null,
      other: null,
      second: null,
    })
  })

  it('have executions, steps, tags, neighbours and a failure', async () => {
    const answer = await api.ask(`{ runs(orderBy: { field: STARTED, direction: ASC }) { nodes { number
      executions { nodes { id flow step } } failed: executions(status: [FAILED]) { nodes { id } }
      steps { name counts { status value } } tags previous { number } next { number }
      failure { path { id } } } } }`)
    expect(answer.errors).toBeUndefined()
    const found = (answer.data as { runs: { nodes: Record<string, never>[] } }).runs.nodes
    const listed = (ids: readonly string[]) =>
      ids.map((id) => {
        const row = agentRows.find((one) => one.id === id)!
        return { id, flow: flowOfRow(row), step: row.reasoner }
      })
    expect(
      found.map(({ executions, failed, tags, previous, next }) => ({
        executions,
        failed,
        tags,
        previous,
        next,
      })),
    ).toEqual([
      {
        executions: { nodes: listed(['a1', 'a2', 'a3', 'a4', 'a5']) },
        failed: { nodes: [{ id: 'a2' }] },
        tags: ['actor:ana', 'nightly', 'session:s1', 'ü"\\'],
        previous: null,
        next: { number: 7 },
      },
      {
        executions: { nodes: listed(['b2', 'b1']) },
        failed: { nodes: [{ id: 'b2' }] },
        tags: ['session:s1'],
        previous: { number: 1 },
        next: { number: 8 },
      },
      {
        executions: { nodes: listed(['c1', 'c2']) },
        failed: { nodes: [] },
        tags: ['session:s2'],
        previous: { number: 7 },
        next: null,
      },
      {
        executions: { nodes: listed(['d1']) },
        failed: { nodes: [] },
        tags: [],
        previous: null,
        next: { number: 11 },
      },
      {
        executions: { nodes: listed(['e1']) },
        failed: { nodes: [] },
        tags: ['actor:ana', 'session:s1'],
        previous: { number: 10 },
        next: null,
      },
    ])
    expect(found[0]!['steps']).toEqual([
      { name: 'plan', counts: [{ status: 'COMPLETED', value: 1 }] },
      { name: 'search', counts: [{ status: 'FAILED', value: 1 }] },
      { name: 'write', counts: [{ status: 'COMPLETED', value: 2 }] },
      { name: 'again', counts: [{ status: 'RUNNING', value: 1 }] },
    ])
    expect(found[1]!['failure']).toEqual({
      path: ['research.plan/7', 'b1', 'b2'].map((id) => ({ id: `af:${id}` })),
    })
  })

  it('are the runs of their executions, by one statement more', async () => {
    const answer = await api.ask(
      `{ executions(ids: ["a4", "b2", "c2", "f1", "a1"]) { id run { ${runFields} } } }`,
    )
    expect(answer.data).toEqual({
      executions: [
        { id: 'a4', run: agentRuns.a },
        { id: 'b2', run: agentRuns.b },
        { id: 'c2', run: agentRuns.c },
        { id: 'f1', run: null },
        { id: 'a1', run: agentRuns.a },
      ],
    })
    expect(statements(answer)).toEqual({ af: 2 })
  })

  it('are counted with their executions, and have flows', async () => {
    const counts = (of: Record<string, number>) =>
      expect.arrayContaining(Object.entries(of).map(([status, value]) => ({ status, value, isExact: true })))
    expect(
      await api.data(`{ statusCounts { counts { status value isExact } } executionStats { counts { status value isExact } isExact durations { count maxMs } }
      failed: executionStats(filter: { status: [FAILED] }) { counts { status value isExact } isExact }
      runHistogram(buckets: 1, filter: { startedAfter: "${instant(t0)}", startedBefore: "${instant(t0 + 60_000)}" }) { buckets { counts { status value } } }
      flows { nodes { name createdAt lastRun { number } } } }`),
    ).toEqual({
      statusCounts: { counts: counts({ RUNNING: 2, COMPLETED: 1, FAILED: 2 }) },
      executionStats: {
        counts: counts({
          COMPLETED: 4,
          FAILED: 2,
          RUNNING: 2,
          TIMED_OUT: 1,
          CANCELLED: 2,
          PENDING: 1,
          WAITING: 0,
          PAUSED: 0,
          UNKNOWN: 0,
        }),
        isExact: true,
        durations: { count: 9, maxMs: 500 },
      },
      failed: { counts: [{ status: 'FAILED', value: 2, isExact: true }], isExact: true },
      runHistogram: {
        buckets: [
          {
            counts: expect.arrayContaining([
              { status: 'RUNNING', value: 2 },
              { status: 'FAILED', value: 2 },
            ]),
          },
        ],
      },
      flows: {
        nodes: [...new Set(agentRows.map(flowOfRow))].toSorted(bytes).map((name) => {
          const last = newestFirst.find(({ flow }) => flow === name)
          return {
            name,
            createdAt: instant(startOf(agentRows.find((row) => flowOfRow(row) === name)!.id)),
            lastRun: last ? { number: last.number } : null,
          }
        }),
      },
    })
  })

  it('do not exist where only some flows may be seen', async () => {
    const [backend] = api.backends
    const limit = flowLimitOf(['research.plan', 'writer.w*'])
    const limited = apiOver([{ ...backend!, ...narrowedTo(backend!, limit) }])
    const isSeen = (flow: string) => isWithin(flow, limit)
    const seen = agentRows.filter((row) => isSeen(flowOfRow(row))).map(({ id }) => ({ id }))
    const seenRuns = newestFirst.filter(({ flow }) => isSeen(flow))
    expect(
      await limited.data(`{ executionHistory { nodes { id } } runs { nodes { ${runFields} } } flows { nodes { name } }
        executions(ids: ["a3", "a2", "b1"]) { id run { number } }
        run(flow: "writer.again") { number } executionStats { counts { status value } } statusCounts { counts { status value } } }`),
    ).toEqual({
      executionHistory: { nodes: seen.toReversed() },
      runs: { nodes: seenRuns },
      flows: { nodes: ['research.plan', 'writer.write'].map((name) => ({ name })) },
      executions: [{ id: 'a3', run: { number: 1 } }, null, { id: 'b1', run: { number: 7 } }],
      run: null,
      executionStats: {
        counts: expect.arrayContaining([
          { status: 'COMPLETED', value: 4 },
          { status: 'RUNNING', value: 1 },
          { status: 'FAILED', value: 0 },
        ]),
      },
      statusCounts: {
        counts: ['RUNNING', 'COMPLETED', 'FAILED'].map((status) => ({ status, value: 1 })),
      },
    })
  })
})
