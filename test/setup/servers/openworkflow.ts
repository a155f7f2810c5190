import { OpenWorkflow, declareWorkflow } from 'openworkflow'
import { BackendPostgres } from 'openworkflow/postgres'
import { BackendSqlite } from 'openworkflow/sqlite'
import type { Place } from './stores.ts'

export type Engine = BackendPostgres | BackendSqlite
export type WorkflowRun = NonNullable<Awaited<ReturnType<Engine['getWorkflowRun']>>>
export type StepAttempt = Awaited<ReturnType<Engine['listStepAttempts']>>['data'][number]

/** The engine over a place of its own, with its tables. */
export const connectEngine = async ({ url }: Place, namespaceId = 'default'): Promise<Engine> =>
  url.startsWith('sqlite:')
    ? BackendSqlite.connect(url.slice('sqlite:'.length), { namespaceId })
    : BackendPostgres.connect(url, { namespaceId })

/** What stands behind `name=` for Execgraph to read it. */
export const engineUrl = ({ url }: Place, options = '') => `openworkflow+${url}${options}`

const soon = { initialInterval: '1ms', backoffCoefficient: 1, maximumInterval: '1ms' } as const

/** Lets a worker do all that can be done now. */
async function work(client: OpenWorkflow, isDone: () => Promise<boolean>): Promise<void> {
  const worker = client.newWorker({ concurrency: 4 })
  do {
    await worker.tick()
    await new Promise((resolve) => setTimeout(resolve, 5))
  } while (!(await isDone()))
  await worker.stop()
}

const greetSpec = declareWorkflow<{ name: string }>({ name: 'greet', version: 'v2' })

/** Workflows that end in every way, and some that wait. Returns their ids by what they are. */
export async function playWorkflows(backend: Engine): Promise<Readonly<Record<string, string>>> {
  const client = new OpenWorkflow({ backend })
  let tries = 0
  const greet = client.defineWorkflow(greetSpec, async ({ input, step }) => {
    const loud = await step.run({ name: 'shout' }, () => input.name.toUpperCase())
    await step.run({ name: 'nothing' }, () => undefined)
    return { greeting: `Hello ${loud}`, ключ: [1, null, 'ü"\\'] }
  })
  const fail = client.defineWorkflow({ name: 'fail' }, async ({ step }) => {
    await step.run({ name: 'load' }, () => 1)
    return step.run({ name: 'break', retryPolicy: { ...soon, maximumAttempts: 2 } }, () => {
      throw new TypeError('no such file')
    })
  })
  const retry = client.defineWorkflow({ name: 'retry' }, ({ step }) =>
    step.run({ name: 'flaky', retryPolicy: { ...soon, maximumAttempts: 5 } }, () => {
      tries += 1
      if (tries < 3) throw new Error(`try ${tries}`)
      return tries
    }),
  )
  const again = client.defineWorkflow(
    { name: 'again', retryPolicy: { maximumAttempts: 3, initialInterval: '1h', maximumInterval: '1h' } },
    () => {
      throw new Error('later perhaps')
    },
  )
  const sleep = client.defineWorkflow({ name: 'sleep' }, async ({ step }) => {
    await step.run({ name: 'before' }, () => 'awake')
    await step.sleep('nap', '1h')
  })
  const wait = client.defineWorkflow({ name: 'wait' }, ({ step }) =>
    step.waitForSignal({ signal: 'go', timeout: '2h' }),
  )
  const parent = client.defineWorkflow({ name: 'parent' }, ({ step }) =>
    step.runWorkflow(greetSpec, { name: 'child' }),
  )

  const started = {
    done: await greet.run({ name: 'ann' }, { idempotencyKey: 'key 1' }),
    failed: await fail.run(),
    retried: await retry.run(),
    again: await again.run(),
    asleep: await sleep.run(),
    waiting: await wait.run(),
    parent: await parent.run(),
    cancelled: await greet.run({ name: 'never' }, { availableAt: '3h' }),
    late: await greet.run({ name: 'late' }, { deadlineAt: new Date(Date.now() - 1) }),
    pending: await greet.run({ name: 'tomorrow' }, { availableAt: '24h' }),
  }
  await started.cancelled.cancel()
  const ids = Object.fromEntries(
    Object.entries(started).map(([name, { workflowRun }]) => [name, workflowRun.id]),
  )
  const stays = new Set(['again', 'asleep', 'waiting', 'pending'].map((name) => ids[name]))
  await work(client, async () => {
    const { data } = await backend.listWorkflowRuns({ limit: 100 })
    return data.every(
      ({ id, status, availableAt, workerId }) =>
        // All others end. A parent is parked for long, too, until it is woken, a moment after its child has ended.
        !isOpen(status) ||
        (stays.has(id) && workerId === null && availableAt!.getTime() > Date.now() + 600_000),
    )
  })
  return ids
}

const isOpen = (status: string) => status === 'pending' || status === 'running'

/** All runs of the engine, as it tells them. */
export async function runsOf(backend: Engine): Promise<WorkflowRun[]> {
  const { data } = await backend.listWorkflowRuns({ limit: 1_000 })
  return data
}
