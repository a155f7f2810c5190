import { GraphQLError } from 'graphql'
import { coded } from '../graphql/errors.ts'
import { currentRequestId } from './requests/ids.ts'
import type { RefusalLog } from './refusallog.ts'

const asksTooMuch = /^(RATE_LIMITED|QUERY_TOO_EXPENSIVE|TOO_LARGE|BATCH_TOO_LARGE)$/

/** Masks of errors: of a request's own, which are logged with its id, and of streams, where many ask for the same. */
export const createMasks = (report: (error: unknown, requestId?: string) => void, refusals: RefusalLog) => ({
  own: (error: unknown) => masked(error, (cause) => report(cause, currentRequestId()), refusals),
  shared: (error: unknown) => masked(error, (cause) => report(cause), refusals),
})

/** Only errors made for clients reach them. Others are logged, without their parameters. */
function masked(error: unknown, report: (error: unknown) => void, refusals: RefusalLog): Error {
  if (error instanceof GraphQLError && isMeant(error)) {
    const code = String(error.extensions['code'])
    if (asksTooMuch.test(code)) refusals.count(code)
    return error
  }
  const refused = whatWasWrong(error)
  if (refused) return coded('BAD_USER_INPUT', refused, { http: { status: 400 } })
  report(error instanceof GraphQLError ? error.originalError : error)
  const { nodes, path } = error instanceof GraphQLError ? error : {}
  return new GraphQLError('Unexpected error.', {
    ...(nodes && { nodes }),
    ...(path && { path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', ...(path ? {} : { http: { status: 500 } }) },
  })
}

/** An error thrown while a request is read is the client's fault. An error thrown in a field is a GraphQLError. */
function whatWasWrong(error: unknown): string | undefined {
  if (error instanceof SyntaxError) return 'The parameters "variables" and "extensions" must be JSON.'
  const isTooDeep = error instanceof RangeError && error.message.includes('call stack')
  return isTooDeep ? 'The query is nested too deep to be read.' : undefined
}

const isMeant = ({ originalError }: GraphQLError): boolean =>
  originalError === undefined || (originalError instanceof GraphQLError && isMeant(originalError))
