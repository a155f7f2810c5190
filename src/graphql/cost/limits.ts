import type { GraphQLError } from 'graphql'
import { type DocumentLimits, defaultDocumentLimits } from '../documents/shape.ts'
import { coded } from '../errors.ts'

/** Limits of what is asked for. They are checked before anything is read. */
export interface QueryLimits {
  readonly document: DocumentLimits
  /** What a request, or each event of a subscription, may cost. */
  readonly cost: number
}

export const defaultQueryLimits: QueryLimits = { document: defaultDocumentLimits, cost: 1_000_000 }

/** Why an operation of such a cost is not executed. */
export function costsTooMuch(cost: number, limit: number): GraphQLError {
  const received = Math.min(cost, Number.MAX_SAFE_INTEGER)
  return coded(
    'QUERY_TOO_EXPENSIVE',
    `The request may cost ${received}: the fields of all elements of its lists, if its pages are full. The limit is ${limit}. Ask for shorter pages or fewer nested lists.`,
    { limit, received },
  )
}
