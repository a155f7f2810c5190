import { type ExecutionResult, GraphQLError, Kind, execute } from 'graphql'
import { type AnswerLimits, createAnswer } from '../../graphql/answers/answer.ts'
import { widthOfPart } from '../../graphql/answers/width.ts'
import { type RequestContext, type Stores, createContext } from '../../graphql/context.ts'
import { coded } from '../../graphql/errors.ts'
import { type Executable, executableOf } from '../../graphql/live/documents.ts'
import { noCache } from '../../graphql/loading/statuscache.ts'
import { schema } from '../../graphql/schema.ts'
import type { LiveEvent } from '../../live/events.ts'
import type { Rendered, Renderer } from '../../live/rendering.ts'
import { createBytes } from '../bytes.ts'
import { printData } from '../printing.ts'
import { shownErrors } from '../shownerrors.ts'
import { inOneLine } from './sse.ts'

/** Bytes that one payload may have. */
const mostBytes = 256 * 1024

interface Options {
  /** Limits of what is read for payloads that are rendered together, and of the values of each. */
  readonly limits: AnswerLimits
  /** What clients may see of an error. */
  readonly mask: (error: unknown) => Error
}

/** What waits for subscribers is bounded where it waits. */
const anyRoom = { hold: () => {}, most: () => Number.POSITIVE_INFINITY }

/** Renders events by executing documents. */
export function createRenderer(stores: Stores, { limits, mask }: Options): Renderer {
  const errorsOf = (errors: readonly GraphQLError[]) => errors.map((error) => sentError(mask(error)))
  const payloadOf = async (result: ExecutionResult, context: RequestContext, tick: object | undefined) => {
    const errors = errorsOf(shownErrors(result.errors, context.problems))
    const others = { ...(errors.length > 0 && { errors }), ...(tick && { extensions: { tick } }) }
    const bytes = createBytes(Math.min(mostBytes, context.answer.printed) + 1024)
    bytes.write('{"data":')
    await printData(result.data ?? null, bytes, mostBytes)
    const rest = JSON.stringify(others).slice(1)
    bytes.write(rest === '}' ? rest : `,${rest}`)
    return within(bytes.all(), tick)
  }
  const smallPayloadOf = (result: ExecutionResult, context: RequestContext, tick: object | undefined) => {
    const errors = errorsOf(shownErrors(result.errors, context.problems))
    const payload = { ...(errors.length > 0 && { errors }), data: result.data ?? null }
    return within(Buffer.from(JSON.stringify({ ...payload, ...(tick && { extensions: { tick } }) })), tick)
  }
  const within = (bytes: Buffer, tick: object | undefined): Buffer => {
    if (bytes.length > mostBytes) return refused(tooLarge(bytes.length), tick)
    inOneLine(bytes)
    return bytes
  }
  const refused = (error: unknown, tick: object | undefined) =>
    Buffer.from(
      JSON.stringify({
        data: null,
        errors: [sentError(mask(error))],
        ...(tick && { extensions: { tick } }),
      }),
    )

  return {
    begin({ backend, now, tick: text, client }: Rendered) {
      const context = createContext({ ...stores, cache: noCache }, createAnswer(anyRoom, limits), client, now)
      const look = context.look()
      const tick = backend && text !== undefined ? { [backend.name]: text } : undefined
      const { promise: all, resolve: begun } = Promise.withResolvers<void>()
      if (backend) {
        look.load(backend)
        void look.hold(all)
      }
      return {
        begun,
        render(asked, event) {
          const document = executableOf(asked)
          if (backend) prime(look.load(backend), event)
          const own: RequestContext = {
            ...context,
            answer: createAnswer(anyRoom, { bytes: mostBytes, values: limits.values }),
            problems: [],
          }
          try {
            own.answer.deliver(widthIn(document))
            const result = execute({
              schema,
              document: document.document,
              rootValue: event,
              contextValue: own,
              variableValues: document.variableValues,
            })
            if (result instanceof Promise)
              return result
                .then((done) => finished(done, own))
                .catch((error: unknown) => refused(error, tick))
            return own.answer.printed > 0 ? finished(result, own) : smallPayloadOf(result, own, tick)
          } catch (error) {
            return refused(error, tick)
          }
        },
      }
      function finished(result: ExecutionResult, own: RequestContext) {
        return own.answer.printed > 0 ? payloadOf(result, own, tick) : smallPayloadOf(result, own, tick)
      }
    },
  }
}

/** What came with the event is not read again. */
function prime(
  { executions, runs }: ReturnType<ReturnType<RequestContext['look']>['load']>,
  event: LiveEvent,
) {
  if ('execution' in event && event.execution) executions.prime(event.execution.id, event.execution)
  if ('run' in event && event.run) runs.prime({ flow: event.run.flow, number: event.run.number }, event.run)
}

function widthIn({ document, operation }: Executable): number {
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  )
  return widthOfPart(operation, schema.getSubscriptionType()!, { schema, fragments })
}

/** Without what is only for an answer of its own. */
export function sentError(error: Error): object {
  if (!(error instanceof GraphQLError)) return { message: error.message }
  const { http: _, ...extensions } = error.extensions
  return { ...error.toJSON(), extensions }
}

const tooLarge = (received: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `An event may have ${mostBytes} bytes, and this one has at least ${received}. Subscribe to fewer fields, and query the others.`,
    { limit: mostBytes, received },
  )
