import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import {
  type Engine,
  type StepAttempt,
  type WorkflowRun,
  connectEngine,
  engineUrl,
  playWorkflows,
  runsOf,
} from '../setup/servers/openworkflow.ts'
import { openSql } from '../setup/servers/sql.ts'
import { type Place, kinds, newPlace } from '../setup/servers/stores.ts'

const late = 'Workflow run deadline exceeded'

/** What the engine says of a run, in Execgraph's words. */
function statusOf(run: WorkflowRun) {
  const { status, workerId, availableAt, error, attempts } = run
  const isParked = workerId === null && availableAt !== null && availableAt > new Date()
  if (status === 'pending') return ['PENDING', 'QUEUED', attempts]
  if (status === 'running')
    return isParked
      ? ['WAITING', 'REPORTED', attempts]
      : ['RUNNING', error ? 'RETRYING' : 'ATTEMPT_STARTED', attempts]
  if (status === 'failed')
    return error?.message === late
      ? ['TIMED_OUT', 'TIMED_OUT', attempts]
      : ['FAILED', 'ATTEMPT_FAILED', attempts]
  return status === 'canceled' ? ['CANCELLED', 'CANCELLED', attempts] : ['COMPLETED', 'ATTEMPT_OK', attempts]
}

/** The engine types it as any JSON. */
const messageOf = ({ error }: StepAttempt) =>
  error !== null && typeof error === 'object' && 'message' in error ? error.message : null

/** The databases write the same JSON with other spaces. */
const isSizeOf = (bytes: number | null, value: unknown) =>
  value === null ? bytes === null : bytes !== null && bytes >= JSON.stringify(value).length

const iso = (date: Date | null) => date?.toISOString() ?? null
const payload = (value: unknown) => (value === null ? null : { json: value })
const fields = `id flow status statusReason attempt startedAt finishedAt error nodeCount parent { id }
  inputs { json } outputs { json } children { nodes { id } }
  nodeResults { nodes { nodeId attempt status startedAt finishedAt error value bytes } } metadata { nodes { field value } }`

function rowOf(
  run: WorkflowRun,
  steps: readonly StepAttempt[],
  runs: readonly WorkflowRun[],
  ownerOf: Map<string, string>,
) {
  const [status, statusReason, attempt] = statusOf(run)
  const first = steps[0]?.startedAt ?? run.createdAt
  const facts = {
    version: run.version,
    idempotency_key: run.idempotencyKey,
    deadline_at: iso(run.deadlineAt),
    available_at: iso(run.availableAt),
    worker_id: run.workerId,
    error_stack: run.error?.stack ?? null,
  }
  const owner = run.parentStepAttemptId === null ? undefined : ownerOf.get(run.parentStepAttemptId)
  const byStep = Map.groupBy(steps, ({ stepName }) => stepName)
  return {
    id: run.id,
    flow: run.workflowName,
    ...{ status, statusReason, attempt },
    startedAt: iso(run.startedAt ?? (run.attempts > 0 ? first : null)),
    finishedAt: iso(run.finishedAt),
    error: run.error?.message ?? null,
    nodeCount: byStep.size,
    parent: owner === undefined ? null : { id: owner },
    inputs: payload(run.input),
    outputs: payload(run.output),
    children: {
      nodes: runs
        .filter(({ parentStepAttemptId: of }) => of !== null && ownerOf.get(of) === run.id)
        .map(({ id }) => ({ id })),
    },
    nodeResults: {
      nodes: [...byStep.keys()].toSorted().flatMap((nodeId) =>
        byStep.get(nodeId)!.map((step, place) => ({
          nodeId,
          attempt: place + 1,
          status: step.status.toUpperCase(),
          startedAt: iso(step.startedAt),
          finishedAt: iso(step.finishedAt),
          error: messageOf(step),
          value: step.output,
          bytes: expect.toSatisfy((bytes) => isSizeOf(bytes, step.output)),
        })),
      ),
    },
    metadata: {
      nodes: Object.entries(facts)
        .filter(([, value]) => value !== null)
        .map(([field, value]) => ({ field, value }))
        .toSorted((a, b) => (a.field < b.field ? -1 : 1)),
    },
  }
}

describe.each(kinds)('the workflows of OpenWorkflow in %s', (kind) => {
  let api: Api
  let engine: Engine
  let ids: Readonly<Record<string, string>>
  let runs: WorkflowRun[]
  let place: Place
  beforeAll(async () => {
    place = await newPlace(kind)
    engine = await connectEngine(place)
    ids = await playWorkflows(engine)
    runs = await runsOf(engine)
    api = apiOver([await openBackend(parseBackend(`ow=${engineUrl(place)}`))], [place])
  })
  afterAll(async () => {
    await engine.stop()
    await api.close()
  })

  it('are what the engine says of them, all of them, in one answer', async () => {
    const steps = new Map<string, StepAttempt[]>()
    const ownerOf = new Map<string, string>()
    for (const { id } of runs) {
      const { data } = await engine.listStepAttempts({ workflowRunId: id, limit: 100 })
      steps.set(id, data)
      for (const step of data) ownerOf.set(step.id, id)
    }
    const answer = await api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, {
      ids: [...runs.map(({ id }) => id), 'nobody'],
    })
    expect(answer.errors).toBeUndefined()
    const wanted = runs.map((run) => rowOf(run, steps.get(run.id)!, runs, ownerOf))
    expect(answer.data).toEqual({ executions: [...wanted, null] })
    // The look-up, which has the parents too, payloads, children, steps, their values and sizes, facts.
    expect(statements(answer)).toEqual({ ow: 7 })
    expect(new Set(wanted.map(({ status }) => status))).toEqual(
      new Set(['COMPLETED', 'FAILED', 'PENDING', 'WAITING', 'CANCELLED', 'TIMED_OUT']),
    )
  })

  it('show what was tried again, and what waits for that', async () => {
    const { executions } = await api.data<{ executions: object[] }>(
      `query ($ids: [ID!]!) { executions(ids: $ids) { status statusReason attempt error nodeResults { nodes { nodeId attempt status error } } } }`,
      { ids: [ids['retried'], ids['again']] },
    )
    expect(executions).toMatchObject([
      {
        status: 'COMPLETED',
        error: null,
        nodeResults: {
          nodes: [
            { nodeId: 'flaky', attempt: 1, status: 'FAILED', error: 'try 1' },
            { nodeId: 'flaky', attempt: 2, status: 'FAILED', error: 'try 2' },
            { nodeId: 'flaky', attempt: 3, status: 'COMPLETED', error: null },
          ],
        },
      },
      { status: 'PENDING', statusReason: 'QUEUED', attempt: 1, error: 'later perhaps' },
    ])
  })

  it.each([
    ['', () => true],
    ['status: [FAILED]', ({ status, error }: WorkflowRun) => status === 'failed' && error?.message !== late],
    [
      'status: [TIMED_OUT, COMPLETED]',
      ({ status, error }: WorkflowRun) => status === 'completed' || error?.message === late,
    ],
    ['status: [WAITING]', ({ status }: WorkflowRun) => status === 'running'],
    ['flow: ["greet"]', ({ workflowName }: WorkflowRun) => workflowName === 'greet'],
    [
      'flow: ["greet"], status: [PENDING, CANCELLED, UNKNOWN]',
      ({ workflowName, status }: WorkflowRun) => workflowName === 'greet' && /pending|canceled/.test(status),
    ],
    ['flow: ["greet", "fail"]', ({ workflowName }: WorkflowRun) => /greet|fail/.test(workflowName)],
    ['status: [UNKNOWN, PAUSED]', () => false],
  ])('are listed by { %s }, both ways', async (filter, fits) => {
    const wanted = runs.filter(fits).map(({ id }) => ({ id }))
    for (const [order, list] of [
      ['DESC', wanted],
      ['ASC', wanted.toReversed()],
    ] as const) {
      const found: object[] = []
      for (let after: string | null = null, isMore = true; isMore;) {
        const {
          executionHistory: page,
        }: {
          executionHistory: { nodes: object[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } }
        } = await api.data(
          `query ($after: String) { executionHistory(filter: { ${filter} }, orderBy: { direction: ${order} }, first: 3, after: $after) {
            nodes { id } pageInfo { endCursor hasNextPage } } }`,
          { after },
        )
        found.push(...page.nodes)
        after = page.pageInfo.endCursor
        isMore = page.pageInfo.hasNextPage
      }
      expect(found).toEqual(list)
    }
  })

  it('have flows, children by their parents, and no runs', async () => {
    const answer = await api.ask(
      `query ($parent: ID!) { flows { nodes { name createdAt lastRun { id } } }
        executionHistory(filter: { parent: $parent }) { nodes { flow parent { id } } }
        backends { name kind hasRuns } runs { nodes { id } } }`,
      { parent: ids['parent'] },
    )
    expect(errors(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'filter.backend' }])
    const names = [...new Set(runs.map(({ workflowName }) => workflowName))].toSorted()
    const oldest = (name: string) =>
      iso(runs.findLast(({ workflowName }) => workflowName === name)!.createdAt)
    expect(answer.data).toEqual({
      flows: { nodes: names.map((name) => ({ name, createdAt: oldest(name), lastRun: null })) },
      executionHistory: { nodes: [{ flow: 'greet', parent: { id: ids['parent'] } }] },
      backends: [{ name: 'ow', kind: 'openworkflow', hasRuns: false }],
      runs: null,
    })
  })

  it('have steps of an unknown status, which are unknown', async () => {
    const db = openSql(place)
    const steps = kind === 'sqlite' ? 'step_attempts' : 'openworkflow.step_attempts'
    await db.run(`update ${steps} set status = 'skipped' where workflow_run_id = '${ids['retried']!}'`)
    const ofRun = `query ($ids: [ID!]!) { executions(ids: $ids) { nodeResults { nodes { status } } } }`
    expect(await api.data(ofRun, { ids: [ids['retried']] })).toEqual({
      executions: [{ nodeResults: { nodes: Array.from({ length: 3 }, () => ({ status: 'UNKNOWN' })) } }],
    })
    await db.close()
  })
})
