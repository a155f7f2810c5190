import { GraphQLError } from 'graphql'
import { StoreFailure } from '../db/failure.ts'
import { isRepeated, wholeError } from '../graphql/answers/failures.ts'
import { coded, fromStore } from '../graphql/errors.ts'

/** The errors of an answer as clients see them: those that fields threw, and `problems` besides. */
export const shownErrors = (
  thrown: readonly GraphQLError[] | undefined,
  problems: readonly GraphQLError[],
): readonly GraphQLError[] =>
  oncePerCause([...fewest(thrown ?? []).map((error) => visible(wholeError(error))), ...problems])

/** Maximum errors in an answer. Each costs as much as many values, because it names its place in the query. */
const mostErrors = 100

/** Keeps one error of those thrown once for many fields, and limits their number. */
function fewest(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const byCause = new Map<unknown, GraphQLError>()
  for (const error of errors) {
    const cause = error.originalError ?? error
    const other = byCause.get(cause)
    if (!other || (isRepeated(other) && !isRepeated(error))) byCause.set(cause, error)
  }
  const distinct = [...byCause.values()]
  const received = distinct.length
  if (received <= mostErrors) return distinct
  const message = `This answer has ${received} errors. Only the first ${mostErrors} are shown.`
  return [
    ...distinct.slice(0, mostErrors),
    coded('QUERY_TOO_EXPENSIVE', message, { limit: mostErrors, received }),
  ]
}

/** A store's failure with the API's code, at the path where it occurred. */
function visible(error: GraphQLError): GraphQLError {
  const { message, originalError: failure, nodes = null, path = null } = error
  if (failure instanceof StoreFailure) {
    const { message: words, extensions } = fromStore(failure)
    return new GraphQLError(words, { nodes, path, extensions })
  }
  // graphql-js rejects variables before any field, and gives no code.
  const refused = path === null && error.extensions['code'] === undefined
  return refused ? new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } }) : error
}

/** Reports a backend that is down once, however many fields it affects, and so for a batch that failed as a whole. */
function oncePerCause(errors: readonly GraphQLError[]): GraphQLError[] {
  const seen = new Set<unknown>()
  return errors.filter(({ originalError, extensions: { backend, code, limit, resume } }) => {
    const cause =
      backend === undefined || code === 'FORBIDDEN'
        ? originalError
        : JSON.stringify([backend, code, limit, resume])
    return cause === undefined || (!seen.has(cause) && seen.add(cause))
  })
}
