import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExecutionPatch } from '../../../src/graphql/types.gen.ts'
import { type Answer, type Api, aloneSetups, setups, startApi } from '../servers/api.ts'
import { type Sent, at, begun, record } from './records.ts'
import { isWhole, sized } from '../whole.ts'

/** A patch as a client sends it. */
export type Patch = { [name in keyof ExecutionPatch]?: unknown }

const mutation = `mutation Update($input: UpdateExecutionsInput!) { updateExecutions(input: $input) {
  results { index ok stored id problem { code message field limit received current } }
} }`

export interface Problem {
  readonly code: string
  readonly field: string | null
  readonly message?: unknown
  readonly limit?: number | null
  readonly received?: number | null
  readonly current?: string | null
}

export interface Updated {
  readonly index: number
  readonly ok: boolean
  readonly stored: boolean
  readonly id: string
  readonly problem: Problem | null
}

export const sendPatches = (api: Api, executions: readonly Patch[], backend?: string): Promise<Answer> =>
  api.ask(mutation, { input: { executions, backend } })

/** What became of each patch of a call that is answered as a whole. */
export async function update(
  api: Pick<Api, 'data'>,
  executions: readonly Patch[],
  backend?: string,
): Promise<readonly Updated[]> {
  const data = await api.data<{ updateExecutions: { results: Updated[] } }>(mutation, {
    input: { executions, backend },
  })
  return data.updateExecutions.results
}

/** The answer to a patch that was applied, or was so already. */
export const applied = (index: number, id: string, stored = true): Updated => ({
  index,
  ok: true,
  stored,
  id,
  problem: null,
})

/** The answer to one that was refused. `field` is the path within the patch. */
export function refused(index: number, id: string, problem: Problem): Updated {
  const bounds = { message: expect.any(String), limit: null, received: null, current: null }
  const field = problem.field === null ? null : `input.executions[${index}].${problem.field}`
  const stored = problem.code === 'CONFLICT'
  return { index, ok: false, stored, id, problem: { ...bounds, ...problem, field } }
}

export const conflict = (field: string, more: Partial<Problem> = {}): Problem => ({
  code: 'CONFLICT',
  field,
  ...more,
})

const shown = `version status statusReason attempt startedAt finishedAt heartbeatAt heartbeatTimeoutMs error nodeCount
  outputPreview tags attempts { nodes { number startedAt finishedAt status statusReason error } } outputs { json bytes }
  nodeResults { nodes { nodeId attempt status startedAt finishedAt durationMs error value } }
  metadata { nodes { attempt field value } }`

interface Nodes {
  readonly nodes: readonly Record<string, unknown>[]
}

/** Everything that patches may change. Facts are told as texts: attempt, field and value. */
export async function view(api: Pick<Api, 'data'>, id: string, backend?: string) {
  const query = `query ($id: ID!, $backend: String) { execution(id: $id, backend: $backend) { ${shown} } }`
  const { execution } = await api.data<{ execution: Record<string, unknown> | null }>(query, { id, backend })
  if (!execution) return null
  const { attempts, nodeResults, metadata, ...scalars } = execution as Record<string, Nodes>
  return {
    ...scalars,
    attempts: attempts!.nodes,
    nodeResults: nodeResults!.nodes,
    facts: metadata!.nodes.map(
      ({ attempt, field, value }) => `${String(attempt)} ${String(field)} ${String(value)}`,
    ),
  }
}

/** An attempt of a view. */
export function attempt(
  number: number,
  status: string,
  startedAt: unknown,
  finishedAt: unknown = null,
  error: string | null = null,
) {
  const retrying = number > 1 ? 'RETRYING' : 'ATTEMPT_STARTED'
  const reasons: Record<string, string> = { RUNNING: retrying, COMPLETED: 'ATTEMPT_OK' }
  const ended: Record<string, string> = { FAILED: 'ATTEMPT_FAILED', CANCELLED: status, TIMED_OUT: status }
  const statusReason = reasons[status] ?? ended[status] ?? 'REPORTED'
  return { number, status, statusReason, startedAt, finishedAt, error }
}

/** What a view shows of `begun(id)`. */
const untouched = {
  version: '1',
  status: 'RUNNING',
  statusReason: 'ATTEMPT_STARTED',
  attempt: 1,
  startedAt: at(0),
  finishedAt: null,
  heartbeatAt: null,
  heartbeatTimeoutMs: null,
  error: null,
  nodeCount: 0,
  outputPreview: null,
  tags: [],
  outputs: null,
  nodeResults: [],
  facts: ['1 attempt 1'],
  attempts: [attempt(1, 'RUNNING', at(0))],
}

/** Patches of one execution, what is answered to each, and what it looks like then. */
export interface Story {
  readonly title: string
  /** What it is recorded with, beside an open attempt. */
  readonly given?: Sent
  readonly patches: readonly (readonly [patch: Patch, problem?: Problem])[]
  /** Where it differs from what `given` alone looks like. */
  readonly becomes: Readonly<Record<string, unknown>>
}

/** Nothing has begun. */
export const pending = { attempts: [] }
export const ofPending = {
  status: 'PENDING',
  statusReason: 'QUEUED',
  attempt: 0,
  startedAt: null,
  attempts: [],
  facts: [],
}

/** So many orders are tried at most: with eight calls, four of them that overtook their neighbours. */
const mostOrders = 285

/** The orders in which calls that are sent at once may come: first those in which few of them overtake others. */
function ordersOf(count: number): readonly (readonly number[])[] {
  const inOrder = Array.from({ length: count }, (_, place) => place)
  const known = new Set([inOrder.join()])
  const orders = [inOrder]
  for (const order of orders) {
    for (let place = 1; place < count && orders.length < mostOrders; place++) {
      const swapped = order.with(place - 1, order[place]!).with(place, order[place - 1]!)
      if (known.has(swapped.join())) continue
      known.add(swapped.join())
      orders.push(swapped)
    }
  }
  return orders
}

type Way = 'call by call' | 'in one call' | 'in calls at once'

/** How calls that come at once are grouped has nothing to do with the kind of store. */
const waysOn = (title: string): readonly Way[] => [
  'call by call',
  'in one call',
  ...(title === 'sqlite' || isWhole ? (['in calls at once'] as const) : []),
]

/** Each story on each store, told one call after another, in one call, and in calls at once. */
export function tell(about: string, stories: readonly Story[]): void {
  describe.each(sized(setups, aloneSetups))(`${about}, on $title`, (setup) => {
    let api: Api
    beforeAll(async () => void (api = await startApi(setup)))
    afterAll(() => api.close())

    const ways: Record<Way, (patches: readonly Patch[], backend: string) => Promise<readonly Updated[]>> = {
      'call by call': async (patches, backend) => {
        const answers: Updated[] = []
        for (const patch of patches) answers.push(...(await update(api, [patch], backend)))
        return answers
      },
      'in one call': (patches, backend) => update(api, patches, backend),
      'in calls at once': async (patches, backend) =>
        (await Promise.all(patches.map((patch) => update(api, [patch], backend)))).flat(),
    }

    /** What is answered to each patch, in their order, and what the execution looks like then. */
    const outcome = async ({ given, patches }: Story, way: Way, [id, backend]: [string, string]) => {
      await record(api, [begun(id, 0, given ?? {})], backend)
      const sent = patches.map(([patch]) => ({ id, ...patch }))
      return { answers: await ways[way](sent, backend), view: await view(api, id, backend) }
    }
    /** Calls at once may come in any order: what they lead to must be what some order leads to, call by call. */
    const isOfSomeOrder = async (story: Story, [id, backend]: [string, string], found: object) => {
      for (const order of ordersOf(story.patches.length)) {
        const other = `${id} ${order.join()}`
        const told = { ...story, patches: order.map((place) => story.patches[place]!) }
        const { answers, view: seen } = await outcome(told, 'call by call', [other, backend])
        const inPlace = order.map((_, place) => ({ ...answers[order.indexOf(place)]!, id }))
        if (isDeepStrictEqual(found, { answers: inPlace, view: seen })) return true
      }
      return false
    }

    it.each(stories)('$title', async (story) => {
      for (const backend of Object.keys(setup.kinds))
        for (const way of waysOn(setup.title)) {
          const id = `${story.title}, ${way}`
          const found = await outcome(story, way, [id, backend])
          const answers = story.patches.map(([, problem], place) => {
            const index = way === 'in one call' ? place : 0
            return problem ? refused(index, id, problem) : applied(index, id)
          })
          try {
            expect([way, found]).toEqual([way, { answers, view: { ...untouched, ...story.becomes } }])
          } catch (error) {
            if (way !== 'in calls at once') throw error
            if (!(await isOfSomeOrder(story, [id, backend], found))) throw error
          }
        }
    })
  })
}
