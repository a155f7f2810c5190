import type { ExecutionInput } from '../../../src/graphql/types.gen.ts'
import type { Answer, Api } from '../servers/api.ts'

/** An execution as a client sends it. Enumerations and instants are texts on the wire. */
export type Sent = { [name in keyof ExecutionInput]?: unknown }

const mutation = `mutation Record($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { index ok id problem { code message field limit received } } }
}`

export interface Result {
  readonly index: number
  readonly ok: boolean
  readonly id: string
  readonly problem: Record<string, unknown> | null
}

/** Sends executions to be stored, with whatever the test wants to be wrong with them. */
export const send = (api: Api, executions: readonly Sent[], backend?: string): Promise<Answer> =>
  api.ask(mutation, { input: { executions, backend } })

/** What became of each element of a call that is answered as a whole. */
export async function results(
  api: Api,
  executions: readonly Sent[],
  backend?: string,
): Promise<readonly Result[]> {
  const answer = await send(api, executions, backend)
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return (answer.data as { recordExecutions: { results: Result[] } }).recordExecutions.results
}

/** Stores executions, all of which must be fit for it. */
export async function record(api: Api, executions: readonly Sent[], backend?: string): Promise<void> {
  const refused = (await results(api, executions, backend)).filter(({ ok }) => !ok)
  if (refused.length > 0) throw new Error(JSON.stringify(refused, null, 2))
}

/** An instant of the test's day, that many milliseconds after its beginning. */
export const at = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString()

/** A small execution whose only attempt began at that instant. */
export const begun = (id: string, ms = 0, more: Sent = {}): Sent => ({
  id,
  flow: 'Train',
  attempts: [{ number: 1, startedAt: at(ms) }],
  ...more,
})

export const idsFrom = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)
