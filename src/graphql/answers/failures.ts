import { GraphQLError, type GraphQLResolveInfo, locatedError, responsePathAsArray } from 'graphql'
import type { Answer } from './answer.ts'

type Place = Pick<GraphQLResolveInfo, 'fieldNodes' | 'path'>

/** A field that failed for a cause that another field has named. It has what the executor looks at: its path. */
class FailedAgain {
  readonly originalError: Error
  readonly path: readonly (string | number)[]
  readonly nodes: GraphQLResolveInfo['fieldNodes']

  constructor(cause: Error, { fieldNodes, path }: Place) {
    this.originalError = cause
    this.path = responsePathAsArray(path)
    this.nodes = fieldNodes
  }

  get extensions() {
    return this.originalError instanceof GraphQLError ? this.originalError.extensions : {}
  }
}
// It passes for an error, without the stack and the line in the document that take an error's time.
Object.setPrototypeOf(FailedAgain.prototype, GraphQLError.prototype)

const known = new WeakMap<Answer, Set<unknown>>()

/**
 * Throws what a field failed with: the error itself for the first field of an answer, and for the others only their
 * place. The executor makes an error of its own for each field whose error has no path, which takes tens of milliseconds
 * where one batch fails for hundreds of fields. A client sees one error for each cause.
 */
export const failureIn =
  (answer: Answer, place: Place) =>
  (cause: unknown): never => {
    let causes = known.get(answer)
    if (!causes) known.set(answer, (causes = new Set()))
    if (!(cause instanceof Error) || !causes.has(cause)) {
      causes.add(cause)
      throw cause
    }
    // oxlint-disable-next-line typescript/only-throw-error -- It passes for one.
    throw new FailedAgain(cause, place)
  }

/** Whether the error stands for a cause that another field named. */
export const isRepeated = (error: unknown): boolean => error instanceof FailedAgain

/** The whole error for one of a field that failed again. The first field may be gone, because a null above it hid it. */
export const wholeError = (error: GraphQLError): GraphQLError =>
  error instanceof FailedAgain ? locatedError(error.originalError, error.nodes, error.path) : error
