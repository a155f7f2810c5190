import { GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { shortened } from '../graphql/errors.ts'

/** Codes of graphql-js and Yoga that the API does not have. */
const foreign =
  /^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE|BAD_REQUEST|undefined)$/

/** An error from before execution, with a code of the API. */
export function refusalOf({ message, nodes, source, positions, extensions }: GraphQLError): GraphQLError {
  const { code, http, originalError: _, ...details } = extensions
  // With `spec`, the status for clients that accept plain JSON is 200. Only GraphQL requests may get that.
  const status =
    code === 'BAD_REQUEST' ? { status: 400, ...http, spec: false } : (http ?? { status: 400, spec: true })
  const own = {
    code: foreign.test(String(code)) ? 'BAD_USER_INPUT' : code,
    ...details,
    http: status,
  }
  return new GraphQLError(shortened(message), {
    nodes,
    source,
    positions,
    extensions: own,
  } as GraphQLErrorOptions)
}
