import { GraphQLError } from 'graphql'
import type { StoreFailure } from '../db/failure.ts'
import type { ErrorCode } from './types.gen.ts'

interface Bounds {
  readonly field?: string
  readonly limit?: number
  readonly received?: number
}

/** An error that a client may see, with a code of `ErrorCode`. */
export const coded = (code: ErrorCode, message: string, details: object = {}) =>
  new GraphQLError(message, { extensions: { code, ...details } })

export const badInput = (message: string, details?: Bounds) => coded('BAD_USER_INPUT', message, details)

/** A store's failure, as the client sees it. */
export const fromStore = (failure: StoreFailure, details: Record<string, unknown> = {}) =>
  coded(failure.code, failure.message, {
    backend: failure.backend,
    ...(failure.limit !== undefined && { limit: failure.limit }),
    ...details,
  })

export const tooManyKeys = (limit: number, received: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `This request asks for ${received} different records of one kind. The limit is ${limit}. Ask in several requests.`,
    {
      limit,
      received,
    },
  )

export const tooManyRows = (limit: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `The nested lists of one query or mutation field may hold ${limit} rows, and these hold more. Ask for smaller pages or fewer parents.`,
    {
      limit,
    },
  )

const longestMessage = 1_000

/** Messages of graphql-js repeat the given value, however long it is. */
export const shortened = (message: string) =>
  message.length > longestMessage ? `${message.slice(0, longestMessage).toWellFormed()}…` : message
