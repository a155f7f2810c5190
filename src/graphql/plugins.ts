import { type ExecutionResult, GraphQLError } from 'graphql'
import { type Plugin, isAsyncIterable } from 'graphql-yoga'
import { StoreFailure } from '../db/failure.ts'
import type { Context } from './context.ts'
import { coded, fromStore } from './errors.ts'

/** Longer query texts are refused before they are parsed. */
const mostQueryBytes = 100 * 1024

export const useQueryLimit = (): Plugin => ({
  onParams({ params }) {
    const received = Buffer.byteLength(params.query ?? '')
    if (received <= mostQueryBytes) return
    const message = `The query text may have ${mostQueryBytes} bytes, and this one has ${received}. Put values into variables.`
    throw coded('TOO_LARGE', message, {
      field: 'query',
      limit: mostQueryBytes,
      received,
      http: { status: 413 },
    })
  },
})

/** Adds to an answer what it cost each backend, how old cached parts are, and what stores failed to answer. */
export const useAnswer = (): Plugin<Context> => ({
  onExecute: () => ({
    onExecuteDone({ args, result, setResult }) {
      if (isAsyncIterable(result)) return
      setResult(answer(result, args.contextValue))
    },
  }),
})

function answer(result: ExecutionResult, { meter, problems, cacheAge }: Context): ExecutionResult {
  const errors = oncePerStore([...(result.errors ?? []).map(visible), ...problems])
  const extensions = {
    ...result.extensions,
    backends: meter.costs(),
    ...(cacheAge === undefined ? {} : { cache: { ageMs: cacheAge } }),
  }
  return { ...result, ...(errors.length > 0 ? { errors } : {}), extensions }
}

/** A store's failure in the words of the API, at the place where it was met. */
function visible(error: GraphQLError): GraphQLError {
  const failure = error.originalError
  if (!(failure instanceof StoreFailure)) return error
  const { message, extensions } = fromStore(failure)
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions })
}

/** A backend that is down is one error, however many fields it left empty. */
function oncePerStore(errors: readonly GraphQLError[]): GraphQLError[] {
  const seen = new Set<string>()
  return errors.filter(({ extensions: { backend, code, resume } }) => {
    if (backend === undefined) return true
    const key = JSON.stringify([backend, code, resume])
    return !seen.has(key) && seen.add(key)
  })
}
