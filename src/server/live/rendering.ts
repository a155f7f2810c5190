import { type ExecutionResult, execute } from 'graphql'
import { type AnswerLimits, createAnswer } from '../../graphql/answers/answer.ts'
import { type RequestContext, type Stores, createContext } from '../../graphql/context.ts'
import { type Executable, executableOf } from '../../graphql/live/documents.ts'
import { noCache } from '../../graphql/loading/statuscache.ts'
import { schema } from '../../graphql/schema.ts'
import type { LiveDocument, LiveEvent } from '../../live/events.ts'
import type { Rendered, Renderer } from '../../live/rendering.ts'
import { createPayloads, mostBytes } from './payloads.ts'
import { StoreFailure } from '../../db/failure.ts'

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
  const payloads = createPayloads(mask)
  return {
    begin({ backend, now, tick: text, client, readings }: Rendered) {
      const shared = { ...stores, cache: noCache, readings }
      const context = createContext(shared, createAnswer(anyRoom, limits), client, now)
      const look = context.look()
      const tick = backend && text !== undefined ? { [backend.name]: text } : undefined
      const { promise: all, resolve: begun } = Promise.withResolvers<void>()
      if (backend) {
        look.load(backend)
        void look.hold(all)
      }
      const exceeded = new Set<LiveDocument>()
      return {
        begun,
        exceeded: () => exceeded,
        render(asked, event) {
          const document = executableOf(asked)
          if (backend) prime(look.load(backend), event)
          const answer = createAnswer(anyRoom, { bytes: mostBytes, values: limits.values })
          const own: RequestContext = { ...context, answer, problems: [] }
          const refused = (error: unknown) => payloads.refused(error, tick)
          try {
            answer.deliver(asked.width)
            const result = executed(document, event, own)
            if (!(result instanceof Promise)) return payloads.of(result, own, tick)
            const printed = (later: ExecutionResult) => {
              if (isRefused(later, own)) exceeded.add(asked)
              return payloads.of(later, own, tick)
            }
            return result.then(printed).catch(refused)
          } catch (error) {
            return refused(error)
          }
        },
      }
    },
  }
}

const executed = (document: Executable, event: LiveEvent, contextValue: RequestContext) =>
  execute({
    schema,
    document: document.document,
    rootValue: event,
    contextValue,
    variableValues: document.variableValues,
  })

/** Whether a store, or a bound, refused something that it may not refuse to one who needs less. */
const isRefused = ({ errors = [] }: ExecutionResult, { problems }: RequestContext): boolean =>
  [...errors, ...problems].some(
    ({ originalError, extensions: { code } }) =>
      originalError instanceof StoreFailure ||
      code === 'QUERY_TOO_EXPENSIVE' ||
      code === 'BACKEND_UNAVAILABLE',
  )

/** What came with the event is not read again. */
function prime(
  { executions, runs }: ReturnType<ReturnType<RequestContext['look']>['load']>,
  event: LiveEvent,
) {
  if ('execution' in event && event.execution) executions.prime(event.execution.id, event.execution)
  if ('run' in event && event.run) runs.prime({ flow: event.run.flow, number: event.run.number }, event.run)
}
