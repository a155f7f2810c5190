import {
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  OperationTypeNode,
  getOperationAST,
} from 'graphql'
import { type Plugin, isAsyncIterable } from 'graphql-yoga'
import type { Cost } from '../db/meter.ts'
import type { Context } from '../graphql/context.ts'
import { refusalOf } from './refusals.ts'
import { shownErrors } from './shownerrors.ts'
import { resultsOf } from '../graphql/answers/results.ts'
import { widthOfPart } from '../graphql/answers/width.ts'
import { estimateOf } from '../graphql/cost/estimate.ts'
import { type QueryLimits, costsTooMuch } from '../graphql/cost/limits.ts'
import { fragmentsOf } from '../graphql/documents/fragments.ts'

/** Gives errors from before execution the codes of the API. */
export const useRefusals = (): Plugin => ({
  onResultProcess({ result, setResult }) {
    if (Array.isArray(result) || isAsyncIterable(result) || 'data' in result || !result.errors) return
    setResult({ ...result, errors: result.errors.map(refusalOf) })
  },
})

type Executed = Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'> & {
  readonly contextValue: Context
}

/** Adds each backend's cost, the age of cached parts and the failures of stores to an answer. */
export const useAnswer = (limits: QueryLimits): Plugin<Context> => ({
  onExecute({ args, setResultAndStopExecution }) {
    const refused = countedBefore(args, limits.cost)
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

/** Estimates the cost, and counts values outside lists, and the results of mutations, before anything is executed. */
function countedBefore(
  { document, operationName, schema, variableValues, contextValue }: Executed,
  mostCost: number,
): GraphQLError | undefined {
  const operation = getOperationAST(document, operationName)
  const type = operation && schema.getRootType(operation.operation)
  if (!type) return undefined
  const fragments = fragmentsOf(document)
  try {
    const { answer: own } = contextValue
    const within = { schema, fragments }
    own.estimate = estimateOf({ schema, document, operation, variables: variableValues ?? {} })
    if (own.estimate > mostCost) return costsTooMuch(own.estimate, mostCost)
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

/** An answer from the cache may be older than its look. */
function tickOf(context: Context) {
  const { position } = context.look()
  return position && { tick: position }
}

/** The servers that are read in place of a backend. Who may see some flows only sees no server. */
function replicasOf({ name }: Cost, { backends, viewer }: Context) {
  const found = backends.find((backend) => backend.name === name)?.replicas
  return found && !viewer.flows ? { replicas: found.states() } : {}
}

function answer(result: ExecutionResult, context: Context): ExecutionResult {
  const { meter, problems, answer: own } = context
  const ageMs = context.cacheAge()
  const errors = shownErrors(result.errors, problems)
  const extensions = {
    ...result.extensions,
    backends: meter.costs().map((cost) => ({ ...cost, ...replicasOf(cost, context) })),
    cost: { estimate: own.estimate, actual: own.cost },
    ...(ageMs === undefined ? tickOf(context) : { cache: { ageMs } }),
  }
  return { ...result, ...(errors.length > 0 ? { errors } : {}), extensions }
}
