import type { Api } from '../servers/api.ts'
import { ago, ended, running } from './ago.ts'
import { type Sent, record } from './records.ts'

/** A step of the run of the flow `Train` with this number. */
const step = (number: number, name: string, status: string, seconds: number, more: Sent = {}) => ({
  flow: 'Train',
  runNumber: number,
  step: name,
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
  const ids = (all: readonly Sent[]) =>
    all.map((one) => ({ id: `${backend}-${one.runNumber}-${one.step}`, ...one }))
  const error = 'CUDA out of memory'
  await record(
    api,
    ids([
      step(1, 'load', 'completed', 7_200, { inputs: { batch: 256 } }),
      step(1, 'end', 'completed', 7_100),
      step(2, 'load', 'failed', 3_600, { inputs: { batch: 2_048 }, error }),
      step(2, 'end', 'failed', 3_500, { error }),
      step(3, 'load', 'running', 100),
      step(3, 'end', 'running', 90),
      step(1, 'end', 'running', 80, { id: `${backend}-slow`, flow: 'Slow' }),
      ended(`${backend}-bad`, 600, `Mailbox of ${backend} is full`),
      running(`${backend}-busy`, 300),
      running(`${backend}-agent`, 60, { dag, inputs: { month: 11 } }),
      running(`${backend}-drawn`, 50, { dag }),
    ]),
    backend,
  )
  await record(api, manyOf(backend), backend)
  await queueUp(api, { backend, flow: 'Mail', count: 3 })
  await work(api, backend, 1)
}

/** More runs than fit on a screen, older than all others. */
const manyOf = (backend: string) =>
  Array.from({ length: 120 }, (_, index) =>
    step(index + 1, 'end', 'completed', 50_000 - index, {
      id: `${backend}-many-${index + 1}`,
      flow: 'Many',
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
