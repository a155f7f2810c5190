import { DBOS, type WorkflowStatus } from '@dbos-inc/dbos-sdk'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { everyOperation } from '../setup/ask/everyoperation.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { newDbos } from '../setup/servers/dbos.ts'
import { type Sql, openSql } from '../setup/servers/sql.ts'
import { instant } from '../setup/seeds/runs.ts'

const quiet = { info() {}, debug() {}, warn() {}, error() {} }
const long = 3_600_000
const patience = { timeout: 30_000 }

let tries = 0
const flaky = async () => {
  tries += 1
  if (tries < 3) throw new Error(`try ${tries}`)
  return { tries }
}
const decline = async (card: string): Promise<never> => {
  throw new TypeError(`declined ${card}`)
}
const often = { retriesAllowed: true, maxAttempts: 3, intervalSeconds: 0.001 }

const child = DBOS.registerWorkflow(async (n: number) => n + 1, { name: 'child' })
const work = {
  good: DBOS.registerWorkflow(
    async (order: object) => {
      await DBOS.setEvent('progress', { done: 1 })
      const retried = await DBOS.runStep(flaky, { name: 'flaky', ...often })
      const made = await child(41)
      return { order, retried, made }
    },
    { name: 'good' },
  ),
  bad: DBOS.registerWorkflow(async (card: string) => DBOS.runStep(() => decline(card), { name: 'charge' }), {
    name: 'bad',
  }),
  exhausted: DBOS.registerWorkflow(
    async () => DBOS.runStep(() => decline('x'), { name: 'charge', ...often, maxAttempts: 2 }),
    { name: 'exhausted' },
  ),
  sleeper: DBOS.registerWorkflow(async () => DBOS.sleepms(long), { name: 'sleeper' }),
  portable: DBOS.registerWorkflow(async (name: string) => ({ hello: name }), {
    name: 'portable',
    serialization: 'portable',
  }),
}

const ofDbos: Readonly<Record<string, string>> = {
  ...{ ENQUEUED: 'PENDING', DELAYED: 'PENDING', PENDING: 'RUNNING', SUCCESS: 'COMPLETED', ERROR: 'FAILED' },
  MAX_RECOVERY_ATTEMPTS_EXCEEDED: 'FAILED',
}

const wasLate = ({ deadlineEpochMS, completedAt }: WorkflowStatus) =>
  deadlineEpochMS !== undefined && completedAt !== undefined && deadlineEpochMS <= completedAt

const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

/** What Execgraph should say of a workflow, by what DBOS's own library says. */
async function saidByDbos(id: string) {
  const status = (await DBOS.getWorkflowStatus(id))!
  const steps = (await DBOS.listWorkflowSteps(id))!
  const { recoveryAttempts: attempt = 0, createdAt, dequeuedAt, completedAt } = status
  const tags = [
    ...Object.entries(status.attributes ?? {}).map(([key, value]) => `${key}=${String(value)}`),
    ...(status.queueName ? [`queue:${status.queueName}`] : []),
    ...(status.authenticatedUser ? [`user:${status.authenticatedUser}`] : []),
    `version:${status.applicationVersion}`,
  ]
  const begun = dequeuedAt ?? (attempt > 0 ? createdAt : null)
  const isOpen = status.status === 'PENDING'
  return {
    id,
    flow: status.workflowName,
    status: ofDbos[status.status] ?? (wasLate(status) ? 'TIMED_OUT' : 'CANCELLED'),
    attempt,
    startedAt: instant(begun),
    finishedAt: instant(completedAt ?? null),
    durationMs: begun === null || completedAt === undefined ? null : Math.max(0, completedAt - begun),
    parent: status.parentWorkflowID ? { id: status.parentWorkflowID } : null,
    source: status.scheduleName ?? status.queueName ?? null,
    tags: tags.toSorted(),
    error: (status.error as Error | undefined)?.message ?? null,
    version: String(status.updatedAt),
    nodeCount: steps.length,
    outputs: plain(status.output),
    steps: steps.map(({ functionID, name, output, error, startedAtEpochMs, completedAtEpochMs = 0 }) => {
      const isAsleep = name === 'DBOS.sleep' && completedAtEpochMs > Date.now() && isOpen
      return {
        nodeId: `${functionID}:${name}`,
        status: error ? 'FAILED' : isAsleep ? 'RUNNING' : 'COMPLETED',
        startedAt: instant(startedAtEpochMs ?? null),
        finishedAt: isAsleep ? null : instant(completedAtEpochMs),
        error: error?.message ?? null,
        value: plain(output),
      }
    }),
  }
}

const fields = `id flow status attempt startedAt finishedAt durationMs parent { id } source tags error version nodeCount
  inputs { json } outputs { json }
  nodeResults(first: 50) { nodes { nodeId status startedAt finishedAt error value } }`

interface Said {
  readonly inputs: { readonly json: unknown }
  readonly outputs: { readonly json: unknown } | null
  readonly nodeResults: { readonly nodes: readonly object[] }
}

const ofExecgraph = ({ nodeResults, inputs: _, outputs, ...rest }: Said) => ({
  ...rest,
  outputs: outputs?.json ?? null,
  steps: nodeResults.nodes,
})

describe('workflows that DBOS itself runs', () => {
  let api: Api
  let sql: Sql
  let counter: Counter
  beforeAll(async () => {
    const place = await newDbos('postgres')
    sql = openSql(place)
    DBOS.setConfig({ name: 'shop', systemDatabaseUrl: place.url, applicationVersion: 'v1', logger: quiet })
    await DBOS.launch()
    await DBOS.registerQueue('narrow', { globalConcurrency: 1 })
    await runAll()
    api = apiOver([await openBackend(parseBackend(`d=${place.own}`))], [place])
    counter = await countStatements(api)
  }, 60_000)
  afterAll(async () => {
    await DBOS.cancelWorkflows(['asleep', 'held', 'waits', 'delayed'])
    await DBOS.shutdown({ deregister: true })
    await Promise.all([sql.close(), counter.close()])
    await api.close()
  })

  /** One of each end, and one of each way to wait. */
  async function runAll() {
    const settled = [
      await DBOS.startWorkflow(work.good, {
        ...{ workflowID: 'good', authenticatedUser: 'ana' },
        workflowAttributes: { tier: 'gold', n: 3, vip: true },
      })({ cents: 5 }),
      await DBOS.startWorkflow(work.bad, { workflowID: 'bad' })('4711'),
      await DBOS.startWorkflow(work.exhausted, { workflowID: 'exhausted' })(),
      await DBOS.startWorkflow(work.portable, { workflowID: 'portable' })('ana'),
    ]
    await DBOS.startWorkflow(work.sleeper, { workflowID: 'late', timeoutMS: 100 })()
    await DBOS.startWorkflow(work.sleeper, { workflowID: 'asleep' })()
    await DBOS.startWorkflow(work.sleeper, { workflowID: 'stopped' })()
    const queueName = 'narrow'
    await DBOS.startWorkflow(work.sleeper, { workflowID: 'held', queueName })()
    const isHeld = async () => (await DBOS.getWorkflowStatus('held'))?.status === 'PENDING'
    await vi.waitUntil(isHeld, patience)
    await DBOS.startWorkflow(work.sleeper, { workflowID: 'waits', queueName })()
    await DBOS.startWorkflow(work.good, {
      ...{ workflowID: 'delayed', queueName, enqueueOptions: { delaySeconds: 3_600 } },
    })({})
    await DBOS.cancelWorkflow('stopped')
    await Promise.allSettled(settled.map((handle) => handle.getResult()))
    const isLate = async () => (await DBOS.getWorkflowStatus('late'))?.status === 'CANCELLED'
    await vi.waitUntil(isLate, patience)
    const sleeps = async () => (await DBOS.listWorkflowSteps('held'))?.length === 1
    await vi.waitUntil(sleeps, patience)
  }

  it('are said to be what DBOS says of them, all of them', async () => {
    const all = await DBOS.listWorkflows({ loadInput: true })
    const ids = all.map(({ workflowID }) => workflowID)
    expect(ids.toSorted()).toEqual(
      [
        ...['asleep', 'bad', 'delayed', 'exhausted', 'good', 'held', 'late', 'portable', 'stopped', 'waits'],
        ids.find((id) => id.startsWith('good-'))!,
      ].toSorted(),
    )
    const wanted = []
    for (const id of ids) wanted.push(await saidByDbos(id))
    const { answer, seen } = await counter.during(() =>
      api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, { ids }),
    )
    expect(answer.errors).toBeUndefined()
    const { executions } = answer.data as { executions: Said[] }
    expect(executions.map(ofExecgraph)).toEqual(wanted)
    // The rows, parents, tags, errors, payloads, node results, and their errors and values.
    expect(statements(answer)).toEqual({ d: 8 })
    expect(seen).toEqual({ d: 8 })
    expect(new Set(wanted.map(({ status }) => status))).toEqual(
      new Set(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMED_OUT']),
    )
    const inputs = executions.map((one) => one.inputs.json)
    const portable = (input: unknown) => ({ positionalArgs: input, namedArgs: {} })
    expect(inputs).toEqual(
      all.map(({ workflowID, input }) =>
        workflowID === 'portable'
          ? expect.objectContaining({ positionalArgs: portable(input).positionalArgs })
          : plain(input),
      ),
    )
  })

  it('are listed as DBOS lists them, the newest first', async () => {
    const all = await DBOS.listWorkflows({ sortDesc: true })
    const { executionHistory } = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
      '{ executionHistory { nodes { id } } }',
    )
    expect(executionHistory.nodes.map(({ id }) => id).toSorted()).toEqual(
      all.map(({ workflowID }) => workflowID).toSorted(),
    )
    const { executionHistory: gold } = await api.data<{ executionHistory: { nodes: object[] } }>(
      '{ executionHistory(filter: { tagsAll: ["tier=gold", "n=3", "vip=true", "user:ana"] }) { nodes { id } } }',
    )
    expect(gold.nodes).toEqual([{ id: 'good' }])
  })

  it.each([100, 500])('%d ids cost one statement, and one more for each other kind', async (count) => {
    const ids = Array.from(
      { length: count },
      (_, place) => ['good', 'bad', 'late', 'none'][place] ?? `none ${place}`,
    )
    const cost = async (selected: string) => {
      const { answer, seen } = await counter.during(() =>
        api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${selected} } }`, { ids }),
      )
      expect(answer.errors).toBeUndefined()
      expect(seen).toEqual(statements(answer))
      return seen['d']
    }
    const own = 'id status statusReason attempt startedAt finishedAt durationMs version source nodeCount'
    expect(await cost(own)).toBe(1)
    expect(await cost(`${own} error`)).toBe(2)
    expect(await cost(`${own} error tags inputs { json } outputs { json }`)).toBe(4)
  })

  it('are never written, whatever is asked: nothing but SELECT, SET and SHOW reaches the server', async () => {
    const own = '(select oid from pg_database where datname = current_database())'
    await sql.run('create extension if not exists pg_stat_statements')
    const contents = () =>
      sql.run(
        `select count(*)::int, md5(string_agg(t::text, '|' order by workflow_uuid)) from dbos.workflow_status t`,
      )
    const before = await contents()
    // Of these alone: DBOS itself goes on writing.
    await sql.run(`create role reader_${process.pid} login superuser password 'reader'`)
    const url = new URL(api.places[0]!.url)
    Object.assign(url, { username: `reader_${process.pid}`, password: 'reader' })
    const apart = apiOver([await openBackend(parseBackend(`main=dbos+${url.href}`))])
    const role = `(select oid from pg_roles where rolname = 'reader_${process.pid}')`
    for (const { query, variables } of await everyOperation())
      if (!query.startsWith('subscription')) await apart.ask(query, { ...variables })
    const seen = await sql.run(
      `select query from pg_stat_statements where dbid = ${own} and userid = ${role}`,
    )
    await apart.close()
    await sql.run(`drop role reader_${process.pid}`)
    expect(seen.length).toBeGreaterThan(10)
    expect(seen.filter(({ query }) => !/^(select|with|set|show)\b/i.test(String(query).trim()))).toEqual([])
    expect(await contents()).toEqual(before)
  })
})
