import { ask } from '../data/ask.ts'
import type { ExecutionFilter, OrderDirection } from '../schema.gen.ts'
import { ExecutionsPageDocument } from './executions.gen.ts'

const pageSize = 100

/** A page of the history. `next`: where the one after it begins, if there is one. */
export async function readPage(filter: ExecutionFilter, direction: OrderDirection, after: string | null) {
  const variables = { filter, orderBy: { direction }, after, first: pageSize }
  const { data, error } = await ask(ExecutionsPageDocument, variables)
  if (!data?.executionHistory) throw error ?? new Error('The answer was empty.')
  const { nodes, pageInfo, unavailable } = data.executionHistory
  return { nodes, unavailable, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null }
}
