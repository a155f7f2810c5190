import type {
  ClaimActionsInput,
  CompletionInput,
  DagEdgeInput,
  DagInput,
  DagNodeInput,
  StartExecutionInput,
} from '../../../src/graphql/types.gen.ts'
import type { Api } from '../servers/api.ts'

type Asking = Pick<Api, 'data'>
export type Sent<Input> = { [name in keyof Input]?: unknown }
export type Problem = Record<string, unknown> | null

export interface Action {
  readonly executionId: string
  readonly nodeId: string
  readonly flow: string
  readonly kind: string
  readonly attempt: number
  readonly leaseToken: string
  readonly leaseExpiresAt: string
  readonly timeoutMs: number | null
  readonly input: unknown
}

const problem = 'problem { code message field limit received }'

export interface Started {
  readonly id: string | null
  readonly ok: boolean
  readonly started: boolean
  readonly problem: Problem
}

/** Puts executions in line, with whatever the test wants to be wrong with them. */
export async function start(
  api: Asking,
  executions: readonly Sent<StartExecutionInput>[],
  dag?: Sent<DagInput>,
): Promise<Started[]> {
  const query = `mutation ($input: StartExecutionsInput!) { startExecutions(input: $input) { results { id ok started ${problem} } } }`
  const data: { startExecutions: { results: Started[] } } = await api.data(query, {
    input: { executions, dag },
  })
  return data.startExecutions.results
}

/** Starts one execution of the flow `Work` and answers its id. */
export async function startOne(
  api: Asking,
  dag: Sent<DagInput>,
  more: Sent<StartExecutionInput> = {},
): Promise<string> {
  const [result] = await start(api, [{ flow: 'Work', dag, ...more }])
  if (!result!.ok) throw new Error(JSON.stringify(result))
  return result!.id!
}

export async function claim(api: Asking, more: Sent<ClaimActionsInput> = {}): Promise<Action[]> {
  const query = `mutation ($input: ClaimActionsInput!) { claimActions(input: $input) { actions {
    executionId nodeId flow kind attempt leaseToken leaseExpiresAt timeoutMs input } } }`
  const input = { worker: 'tester', kinds: ['Operation'], limit: 100, ...more }
  const data: { claimActions: { actions: Action[] } } = await api.data(query, { input })
  return data.claimActions.actions
}

export const leaseOf = ({ executionId, nodeId, leaseToken }: Action) => ({ executionId, nodeId, leaseToken })

export interface Became {
  readonly ok: boolean
  readonly problem: Problem
}

export async function complete(
  api: Asking,
  completions: readonly Sent<CompletionInput>[],
): Promise<Became[]> {
  const query = `mutation ($input: CompleteActionsInput!) { completeActions(input: $input) { results { ok ${problem} } } }`
  const data: { completeActions: { results: Became[] } } = await api.data(query, { input: { completions } })
  return data.completeActions.results
}

/** Completes an action that is held. */
export async function done(api: Asking, action: Action, how: Sent<CompletionInput> = {}): Promise<void> {
  const [became] = await complete(api, [{ ...leaseOf(action), ...how }])
  if (!became!.ok) throw new Error(JSON.stringify(became))
}

export async function extend(
  api: Asking,
  leases: readonly object[],
): Promise<(Became & { leaseExpiresAt: string | null })[]> {
  const query = `mutation ($input: ExtendLeasesInput!) { extendLeases(input: $input) { results { ok leaseExpiresAt ${problem} } } }`
  const data: { extendLeases: { results: (Became & { leaseExpiresAt: string | null })[] } } = await api.data(
    query,
    { input: { leases } },
  )
  return data.extendLeases.results
}

const mover =
  (field: 'cancelExecutions' | 'retryExecutions') =>
  async (api: Asking, ids: readonly string[]): Promise<Became[]> => {
    const query = `mutation ($input: MoveExecutionsInput!) { ${field}(input: $input) { results { ok ${problem} } } }`
    const data: Record<typeof field, { results: Became[] }> = await api.data(query, { input: { ids } })
    return data[field].results
  }
export const cancel = mover('cancelExecutions')
export const retry = mover('retryExecutions')

export type Handler = (action: Action) => Sent<CompletionInput>

/** Claims and completes until nothing is ready any more. Answers the actions in the order they were claimed. */
export async function drain(
  api: Asking,
  handler: Handler = () => ({}),
  more: Sent<ClaimActionsInput> = {},
): Promise<Action[]> {
  const all: Action[] = []
  for (;;) {
    const actions = await claim(api, more)
    if (actions.length === 0) return all
    all.push(...actions)
    const results = await complete(
      api,
      actions.map((action) => ({ ...leaseOf(action), ...handler(action) })),
    )
    const refused = results.filter(({ ok }) => !ok)
    if (refused.length > 0) throw new Error(JSON.stringify(refused))
  }
}

export interface NodeRow {
  readonly nodeId: string
  readonly attempt: number
  readonly status: string
  readonly error: string | null
  readonly value: unknown
}

export interface Seen {
  readonly status: string
  readonly statusReason: string
  readonly attempt: number
  readonly error: string | null
  readonly nodeCount: number
  readonly outputs: { json: unknown } | null
  readonly attempts: { nodes: { number: number; status: string; error: string | null }[] }
  readonly nodeResults: { nodes: NodeRow[] }
}

const seen = `status statusReason attempt error nodeCount outputs { json }
  attempts { nodes { number status error } } nodeResults(first: 1000) { nodes { nodeId attempt status error value } }`

/** What history tells of executions, in the order asked. */
export async function look(api: Asking, ids: readonly string[]): Promise<(Seen | null)[]> {
  const data: { executions: (Seen | null)[] } = await api.data(
    `query ($ids: [ID!]!) { executions(ids: $ids) { ${seen} } }`,
    { ids },
  )
  return data.executions
}

/** The same of one, in few words: its status, and each attempt of its nodes. */
export async function short(api: Asking, id: string): Promise<[status: string, ...nodes: string[]]> {
  const [found] = await look(api, [id])
  const nodes = found!.nodeResults.nodes.map(
    ({ nodeId, attempt, status }) => `${nodeId} ${attempt} ${status}`,
  )
  return [found!.status, ...nodes]
}

export const node = (id: string, more: Sent<DagNodeInput> = {}): Sent<DagNodeInput> => ({ id, ...more })
/** `'a b c'`: nodes of these ids. */
export const nodes = (ids: string) => ids.split(' ').map((id) => node(id))
/** `'a b'`: an edge from a to b. */
export function edge(ends: string, more: Sent<DagEdgeInput> = {}): Sent<DagEdgeInput> {
  const [source, target] = ends.split(' ')
  return { source, target, ...more }
}
/** At once, so many times. */
export const tries = (maxAttempts: number) => ({ retry: { maxAttempts, backoff: 'NONE' } })
