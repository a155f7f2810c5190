import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { endFact, instant, storeRuns } from '../setup/seeds/runs.ts'
import { sized } from '../setup/whole.ts'

const now = Date.now()
const filter = `filter: { status: [FAILED, RUNNING], flow: ["flow 1", "flow 2"], user: ["ana"], tagsAny: ["a", "b"], tagsAll: ["a"],
  startedAfter: "${instant(now - 86_400_000)}", heartbeatBefore: "${instant(now)}", minDurationMs: 1, refPrefix: "1" }`

/** Every field of a run that needs a statement of its own: tags of both kinds are one, and so is what is the latest. */
const nested = `tags systemTags steps { name } executions(first: 3) { nodes { id } } metadata(first: 3) { nodes { id } }
  previous { id } next { id } latest(status: [COMPLETED]) { id } failed: latest(status: [FAILED]) { id }`
const ofNested = 7

describe.each(sized(setups, mixedSetups))('the statements about runs that $title get', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup)
    counter = await countStatements(api)
    for (const name of names) {
      const run = (index: number) => ({
        flow: `flow ${index % 60}`,
        name: `run ${index}`,
        user: 'ana',
        tags: ['a'],
        systemTags: ['s'],
        startedAt: instant(now - index),
        ...(index % 3 > 0 && { verdict: { ok: index % 3 === 1 } }),
      })
      await storeRuns(
        api,
        Array.from({ length: 120 }, (_, index) => run(index)),
        name,
      )
      await record(
        api,
        Array.from({ length: 60 }, (_, index) =>
          begun(`task ${index}`, 0, { flow: `flow ${index}`, runNumber: 1, step: 'fit' }),
        ),
        name,
      )
    }
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  /** Asks, and holds what the answer says against what the stores saw. */
  async function ask(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<string, number>> {
    const { answer, seen } = await counter.during(() => api.ask(query, variables))
    expect(answer.errors).toBeUndefined()
    expect(statements(answer)).toEqual(seen)
    return seen
  }

  it.each([
    'runs { nodes { id status } }',
    `runs(${filter}, orderBy: { field: DURATION }) { nodes { id status } }`,
    'runs(orderBy: { field: FINISHED, direction: ASC }, last: 100) { edges { cursor } pageInfo { hasNextPage } }',
    'runs(orderBy: { field: FLOW }) { nodes { id } }',
    'statusCounts { counts { value } }',
    `statusCounts(${filter}) { counts { value } }`,
    'runHistogram { buckets { counts { value } } }',
    `runHistogram(${filter}, buckets: 500) { buckets { counts { value } } }`,
    'runFacets { users { value } tags { value } }',
    `runFacets(${filter}, first: 100) { users { value } tags { value } }`,
    'flows { nodes { name } }',
    'flows(filter: { namePrefix: "f" }, first: 100) { nodes { name createdAt } }',
    'run(flow: "flow 1") { id status }',
    'run(flow: "none", ref: "12", status: [FAILED]) { id }',
  ])('are one to each for %s', async (field) => {
    expect(await ask(`{ ${field} }`)).toEqual(each(setup, 1))
  })

  it('are one to each for fifty aliases of run, whatever their arguments', async () => {
    const kinds = [
      '',
      ', ref: "1"',
      ', ref: "run 1"',
      ', status: [FAILED]',
      ', status: [RUNNING, COMPLETED]',
      ', ref: "2", status: [COMPLETED]',
      ', status: []',
    ]
    const aliases = Array.from(
      { length: 50 },
      (_, index) => `r${index}: run(flow: "flow ${index % 20}"${kinds[index % kinds.length]}) { id status }`,
    )
    expect(await ask(`{ ${aliases.join('\n')} }`)).toEqual(each(setup, 1))
  })

  it.each([
    'tags',
    'systemTags',
    'steps { name }',
    'executions { nodes { id } }',
    'metadata { nodes { id } }',
    'previous { id }',
    'next { id }',
    'latest(status: [FAILED]) { id }',
    nested,
  ])('are the same for one run and for fifty: %s', async (fields) => {
    for (const backend of names) {
      const ofRuns = async (first: number) =>
        ask(`{ runs(filter: { backend: ["${backend}"] }, first: ${first}) { nodes { id ${fields} } } }`)
      const [one, fifty] = [await ofRuns(1), await ofRuns(50)]
      expect([one, fifty]).toEqual([fifty, { [backend]: 1 + (fields === nested ? ofNested : 1) }])
      const aliases = Array.from(
        { length: 50 },
        (_, index) => `r${index}: run(flow: "flow ${index}", backend: "${backend}") { id ${fields} }`,
      )
      expect(await ask(`{ ${aliases.join('\n')} }`)).toEqual(fifty)
    }
  })

  it('are two to each for flows with their newest runs, for one flow and for sixty', async () => {
    const fields =
      'name lastRun { id status } latest(status: [FAILED]) { id } running: latest(status: [RUNNING]) { id }'
    const ofFlows = (first: number, backend: string) =>
      ask(`{ flows(first: ${first}, filter: { backend: ["${backend}"] }) { nodes { ${fields} } } }`)
    for (const backend of names)
      expect([await ofFlows(1, backend), await ofFlows(60, backend)]).toEqual([
        { [backend]: 2 },
        { [backend]: 2 },
      ])
  })

  it('are one more for each level of runs beside runs', async () => {
    const query = `{ run(flow: "flow 1", backend: "main") { previous { next { previous { id } } } next { previous { id } } } }`
    // The run; previous and next; their next and previous; and the previous of that.
    expect(await ask(query)).toEqual({ main: 1 + 2 + 1 + 0 })
  })

  it.each([
    // Begin and commit; flows, counter, runs, tags, facts, attempts, verdicts; and the runs as they are then.
    [
      'recordRuns',
      'RecordRunsInput',
      'runs',
      (index: number, call: number) => ({
        flow: `new ${call} ${index}`,
        tags: ['a'],
        attempt: {},
        verdict: { ok: true },
      }),
      10,
    ],
    // Begin and commit; heartbeats, and which runs there are; and the runs as they are then.
    [
      'heartbeatRuns',
      'HeartbeatRunsInput',
      'heartbeats',
      (index: number) => ({ flow: `flow ${index % 60}`, number: 1 }),
      5,
    ],
    // Begin and commit; which runs there are, facts, attempts or verdicts; and the runs as they are then.
    [
      'recordMetadata',
      'RecordMetadataInput',
      'facts',
      (index: number) => endFact(`flow ${index % 60}`, 1, 'attempt_ok', 'true'),
      6,
    ],
  ] as const)('do not grow with the elements of %s', async (name, type, list, element, most) => {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { results { ok run { id status } } } }`
    for (const backend of names) {
      const counts: Record<string, number>[] = []
      for (const [call, count] of sized([1, 50, 500], [1, 50]).entries()) {
        const elements = Array.from({ length: count }, (_, index) => element(index, call))
        counts.push(await ask(query, { input: { [list]: elements, backend } }))
      }
      expect(counts).toEqual(counts.map(() => ({ [backend]: most })))
    }
  })
})
