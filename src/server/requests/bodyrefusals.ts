import { mostVariableValues } from '../../graphql/documents/variables.ts'
import type { Refusal } from './refuse.ts'

/** How deep a body may be nested: twice as deep as a value that is stored. A deeper one holds up others while it is parsed. */
export const mostBodyLevels = 1_000

/** How many elements a list or object of a body may have. A longer one holds up others while it grows. */
export const mostBodyElements = mostVariableValues

export const tooLong = (limit: number, received: number): Refusal => ({
  status: 413,
  code: 'TOO_LARGE',
  field: 'body',
  message: `The body has at least ${received} bytes. The limit is ${limit}.`,
  limit,
  received,
})

export const tooManyNodes = (limit: number, received: number): Refusal => ({
  status: 413,
  code: 'TOO_LARGE',
  field: 'body',
  message: `The JSON of the body has at least ${received} values. The limit is ${limit}. Send several requests.`,
  limit,
  received,
})

export const tooManyElements = (received: number): Refusal => ({
  status: 413,
  code: 'TOO_LARGE',
  field: 'body',
  message: `A list or an object of the body has at least ${received} elements. The limit is ${mostBodyElements}. Send several requests.`,
  limit: mostBodyElements,
  received,
})

export const tooDeep = (received: number): Refusal => ({
  status: 413,
  code: 'TOO_LARGE',
  field: 'body',
  message: `The JSON of the body is nested at least ${received} levels deep. The limit is ${mostBodyLevels}.`,
  limit: mostBodyLevels,
  received,
})

export const noRoom: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  field: 'body',
  message: 'The server has no room for another request body now. Send it again in a moment.',
  headers: { 'retry-after': '1' },
}
