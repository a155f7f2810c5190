import type { Api } from '../servers/api.ts'
import { ago, ended, running } from './ago.ts'
import { type Sent, record } from './records.ts'

/** An execution of the flow `Train`, which has ended unless it runs. */
const step = (id: string, status: string, seconds: number, more: Sent): Sent => ({
  id,
  flow: 'Train',
  status,
  startedAt: ago(seconds),
  ...(status !== 'running' && { finishedAt: ago(seconds - 30) }),
  ...more,
})

/** Read, Check, Book and Send, one after another. */
const nodes = ['Read', 'Check', 'Book', 'Send']
const dag = {
  nodes: nodes.map((label) => ({ id: label.toLowerCase(), kind: 'Operation', label })),
  edges: nodes
    .slice(1)
    .map((label, index) => ({ source: nodes[index]!.toLowerCase(), target: label.toLowerCase() })),
}

/** Something for each page to show, in one backend. Ids begin with its name. */
export async function recordPages(api: Api, backend: string): Promise<void> {
  const error = 'CUDA out of memory'
  const id = (name: string) => `${backend}-${name}`
  await record(
    api,
    [
      step(id('1-load'), 'completed', 7_200, { runNumber: 1, step: 'load', inputs: { batch: 256 } }),
      step(id('1-end'), 'completed', 7_100, { runNumber: 1, step: 'end' }),
      step(id('2-load'), 'failed', 3_600, { runNumber: 2, step: 'load', inputs: { batch: 2_048 }, error }),
      step(id('2-end'), 'failed', 3_500, { runNumber: 2, step: 'end', error }),
      step(id('3-load'), 'running', 100, { runNumber: 3, step: 'load' }),
      step(id('3-end'), 'running', 90, { runNumber: 3, step: 'end' }),
      step(id('slow'), 'running', 80, { flow: 'Slow', runNumber: 1, step: 'end' }),
      ended(id('bad'), 600, `Mailbox of ${backend} is full`),
      running(id('busy'), 300),
      running(id('agent'), 60, { dag, inputs: { month: 11 } }),
      running(id('drawn'), 50, { dag }),
      running(id('listed'), 40, { flow: 'Listed' }),
    ],
    backend,
  )
  await record(api, manyOf(backend), backend)
  await queueUp(api, { backend, flow: 'Mail', count: 3 })
  await deleteIn(api, backend, id('gone'))
  await work(api, backend, 1)
}

/** An execution that was there for a moment. */
export async function deleteIn(api: Api, backend: string, id: string): Promise<void> {
  await record(api, [running(id, 5)], backend)
  const query = `mutation ($ids: [ID!]!, $backend: String!) {
    deleteExecutions(input: { ids: $ids, backend: $backend }) { results { ok } }
  }`
  await api.data(query, { ids: [id], backend })
}

/** More runs than fit on a screen, older than all others. */
const manyOf = (backend: string) =>
  Array.from({ length: 120 }, (_, index) =>
    step(`${backend}-many-${index + 1}`, 'completed', 50_000 - index, {
      flow: 'Many',
      runNumber: index + 1,
      step: 'end',
    }),
  )

interface Queued {
  readonly backend: string
  readonly flow: string
  readonly count: number
}

/** Puts executions in line, called `main-Mail-0` and so on. */
export async function queueUp(api: Api, { backend, flow, count }: Queued): Promise<void> {
  const executions = Array.from({ length: count }, (_, index) => ({
    id: `${backend}-${flow}-${index}`,
    flow,
    dag: { nodes: [{ id: 'send', kind: 'mail.send' }] },
  }))
  await api.data(
    'mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { ok } } }',
    { input: { executions, backend } },
  )
}

/** A worker takes so much of what waits. */
export const work = (api: Api, backend: string, limit: number): Promise<unknown> =>
  api.data(
    `mutation ($backend: String, $limit: Int) {
      claimActions(input: { worker: "worker-1", kinds: ["mail.send"], backend: $backend, limit: $limit }) {
        actions { nodeId }
      }
    }`,
    { backend, limit },
  )

export const updateIn = (api: Api, backend: string, execution: Sent): Promise<unknown> =>
  api.data(
    'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok problem { message } } } }',
    { input: { executions: [execution], backend } },
  )

/** A store whose runs are not taken for lost, however slow the machine is. */
export const patient = (url: string): string => `${url}?run-heartbeat=86400`
