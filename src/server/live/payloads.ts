import { type ExecutionResult, GraphQLError } from 'graphql'
import type { RequestContext } from '../../graphql/context.ts'
import { coded } from '../../graphql/errors.ts'
import { createBytes } from '../bytes.ts'
import { withRequestId } from '../requests/ids.ts'
import type { RefusalAnswer } from '../requests/refuse.ts'
import { printData } from '../printing.ts'
import { shownErrors } from '../shownerrors.ts'
import { inOneLine, ownBytes } from './sse.ts'

/** Bytes that one payload may have. */
export const mostBytes = 256 * 1024

/** Where each store stood, if the payload is of a tick. */
type Tick = object | undefined

/** Prints payloads within their bound. `mask`: what clients may see of an error. */
export function createPayloads(mask: (error: unknown) => Error) {
  const errorsIn = (result: ExecutionResult, { problems }: RequestContext) => {
    const errors = shownErrors(result.errors, problems).map((error) => sentError(mask(error)))
    return errors.length > 0 && { errors }
  }
  const refused = (error: unknown, tick: Tick) =>
    ownBytes(JSON.stringify({ data: null, errors: [sentError(mask(error))], ...extended(tick) }))
  const within = (bytes: Buffer, tick: Tick): Buffer => {
    if (bytes.length > mostBytes) return refused(tooLarge(bytes.length), tick)
    inOneLine(bytes)
    return bytes
  }
  const printed = async (result: ExecutionResult, context: RequestContext, tick: Tick) => {
    const bytes = createBytes(Math.min(mostBytes, context.answer.printed) + 1024)
    bytes.write('{"data":')
    await printData(result.data ?? null, bytes, mostBytes)
    const rest = JSON.stringify({ ...errorsIn(result, context), ...extended(tick) }).slice(1)
    bytes.write(rest === '}' ? rest : `,${rest}`)
    return within(bytes.all(), tick)
  }
  const small = (result: ExecutionResult, context: RequestContext, tick: Tick) => {
    const payload = { ...errorsIn(result, context), data: result.data ?? null, ...extended(tick) }
    return within(ownBytes(JSON.stringify(payload)), tick)
  }
  return {
    /** Stored JSON is printed as it is stored, in turns. */
    of: (result: ExecutionResult, context: RequestContext, tick: Tick): Buffer | Promise<Buffer> =>
      context.answer.printed > 0 ? printed(result, context, tick) : small(result, context, tick),
    refused,
  }
}

const extended = (tick: Tick) => tick && { extensions: { tick } }

/** Without what is only for an answer of its own. */
export function sentError(error: Error): object {
  if (!(error instanceof GraphQLError)) return { message: error.message }
  const { http: _, ...extensions } = error.extensions
  return { ...error.toJSON(), extensions }
}

/** Answers a request that failed before anything of it was executed. */
export function answerOfError(thrown: unknown, mask: (error: unknown) => Error): RefusalAnswer {
  const error = mask(thrown)
  const http = error instanceof GraphQLError ? error.extensions.http : undefined
  return {
    status: http?.status ?? 400,
    headers: { 'content-type': 'application/json', ...http?.headers },
    body: JSON.stringify({ errors: [sentError(error)], extensions: withRequestId(undefined) }),
  }
}

const tooLarge = (received: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `An event may have ${mostBytes} bytes, and this one has at least ${received}. Subscribe to fewer fields, and query the others.`,
    { limit: mostBytes, received },
  )
