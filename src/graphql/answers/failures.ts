import { GraphQLError } from 'graphql'
import type { Answer } from './answer.ts'

const known = new WeakMap<Answer, Map<unknown, GraphQLError>>()

/**
 * Throws what a field failed with: the error itself for the first field of an answer, and for the others one that has a
 * path. The executor makes an error of its own for each field whose error has no path, which takes tens of milliseconds
 * where one batch fails for hundreds of fields. A client sees one error for each cause.
 */
export const failureIn =
  (answer: Answer) =>
  (cause: unknown): never => {
    let again = known.get(answer)
    if (!again) known.set(answer, (again = new Map()))
    const found = again.get(cause)
    if (found) throw found
    if (cause instanceof Error)
      again.set(cause, new GraphQLError(cause.message, { path: [], originalError: cause }))
    throw cause
  }

/** Whether the error stands for a cause that another field named. */
export const isRepeated = ({ path }: GraphQLError): boolean => path?.length === 0
