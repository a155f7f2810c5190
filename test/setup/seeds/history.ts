import type { Api } from '../servers/api.ts'
import { at } from './records.ts'
import { type Connection, type PageArguments, connectionOf } from '../ask/walk.ts'

/** An execution as a test knows it: where it is and when it began. */
export interface Begun {
  readonly backend: string
  readonly id: string
  readonly ms: number
}

const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
  executionHistory(first: $first, after: $after, last: $last, before: $before) {
    ${connectionOf('key')} unavailable
  }
}`

/** A page of the history of all executions. */
export async function history(api: Api, page: PageArguments): Promise<Connection<{ key: string }>> {
  const { executionHistory } = await api.data<{ executionHistory: Connection<{ key: string }> }>(query, {
    ...page,
  })
  return executionHistory
}

/** The keys in the order of the history: newest first, then by backend and id, the bytes of which decide. */
export const inOrder = (executions: readonly Begun[]): { key: string }[] =>
  executions
    .toSorted((a, b) => b.ms - a.ms || bytes(b.backend, a.backend) || bytes(b.id, a.id))
    .map(({ backend, id }) => ({ key: `${backend}:${id}` }))

const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

export const sent = ({ id, ms }: Begun) => ({
  id,
  flow: 'Train',
  attempts: [{ number: 1, startedAt: at(ms) }],
})
