import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLErrorOptions,
  Kind,
  OperationTypeNode,
  getOperationAST,
} from 'graphql'
import { type Plugin, isAsyncIterable } from 'graphql-yoga'
import { StoreFailure } from '../db/failure.ts'
import type { Context } from '../graphql/context.ts'
import { coded, fromStore, shortened } from '../graphql/errors.ts'
import { resultsOf } from '../graphql/answers/results.ts'
import { widthOfPart } from '../graphql/answers/width.ts'

/** Gives errors from before execution the codes of the API. */
export const useRefusals = (): Plugin => ({
  onResultProcess({ result, setResult }) {
    if (Array.isArray(result) || isAsyncIterable(result) || 'data' in result || !result.errors) return
    setResult({ ...result, errors: result.errors.map(refusal) })
  },
})

/** Codes of graphql-js and Yoga that the API does not have. */
const foreign =
  /^(GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED|OPERATION_RESOLUTION_FAILURE|BAD_REQUEST|undefined)$/

function refusal({ message, nodes, source, positions, extensions }: GraphQLError): GraphQLError {
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

type Executed = Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'> & {
  readonly contextValue: Context
}

/** Adds each backend's cost, the age of cached parts and the failures of stores to an answer. */
export const useAnswer = (): Plugin<Context> => ({
  onExecute({ args, setResultAndStopExecution }) {
    const refused = countedBefore(args)
    if (refused) return setResultAndStopExecution({ errors: [refused] })
    return {
      onExecuteDone({ result, setResult }) {
        if (isAsyncIterable(result)) return
        setResult(answer(result, args.contextValue))
      },
    }
  },
})

/** Bytes reserved for a value of a mutation's results before it is known. */
const bytesOfValue = 32

/** Counts values outside lists, and the results of mutations, before anything is executed. */
function countedBefore({
  document,
  operationName,
  schema,
  variableValues,
  contextValue,
}: Executed): GraphQLError | undefined {
  const operation = getOperationAST(document, operationName)
  const type = operation && schema.getRootType(operation.operation)
  if (!type) return undefined
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  )
  try {
    const { answer: own } = contextValue
    const within = { schema, fragments }
    own.deliver(widthOfPart(operation, type, within))
    if (operation.operation === OperationTypeNode.MUTATION) {
      const { values, records } = resultsOf(operation, type, within, variableValues ?? {})
      own.deliver(values)
      own.mutates(records)
      // Nothing is written if its answer has no room.
      own.read(Math.max(1, values) * bytesOfValue)
    }
    return undefined
  } catch (error) {
    return error as GraphQLError
  }
}

function answer(result: ExecutionResult, context: Context): ExecutionResult {
  const { meter, problems } = context
  const ageMs = context.cacheAge()
  const errors = oncePerCause([...fewest(result.errors ?? []).map(visible), ...problems])
  const extensions = {
    ...result.extensions,
    backends: meter.costs(),
    ...(ageMs === undefined ? {} : { cache: { ageMs } }),
  }
  return { ...result, ...(errors.length > 0 ? { errors } : {}), extensions }
}

/** Maximum errors in an answer. Each costs as much as many values, because it names its place in the query. */
const mostErrors = 100

/** Keeps one error of those thrown once for many fields, and limits their number. */
function fewest(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const causes = new Set<unknown>()
  const distinct = errors.filter(
    ({ originalError: cause }) => cause === undefined || (!causes.has(cause) && causes.add(cause)),
  )
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
