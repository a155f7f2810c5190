import { DBOS, type WorkflowStatus } from '@dbos-inc/dbos-sdk'
import { vi } from 'vitest'
import { instant } from '../seeds/runs.ts'

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

export const plain = (value: unknown): unknown =>
  value === undefined ? null : JSON.parse(JSON.stringify(value))

/** What Execgraph should say of a workflow, by what DBOS's own library says. */
export async function saidByDbos(id: string) {
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

/** One of each end, and one of each way to wait. */
async function runAll(): Promise<void> {
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

/** DBOS itself, with workflows of every status. */
export async function startShop(url: string): Promise<{ close(): Promise<void> }> {
  DBOS.setConfig({ name: 'shop', systemDatabaseUrl: url, applicationVersion: 'v1', logger: quiet })
  await DBOS.launch()
  await DBOS.registerQueue('narrow', { globalConcurrency: 1 })
  await runAll()
  return {
    async close() {
      await DBOS.cancelWorkflows(['asleep', 'held', 'waits', 'delayed'])
      await DBOS.shutdown({ deregister: true })
    },
  }
}
