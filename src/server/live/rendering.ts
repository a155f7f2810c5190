import { type ExecutionResult, execute } from 'graphql'
import { type AnswerLimits, createAnswer } from '../../graphql/answers/answer.ts'
import type { Viewer } from '../../graphql/access/viewer.ts'
import { type RequestContext, type Stores, createContext } from '../../graphql/context.ts'
import { type Executable, executableOf } from '../../graphql/live/documents.ts'
import type { Loaders } from '../../graphql/loading/loaders.ts'
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

/** What those who see the same share, with the loaders of the backend that the events are from. */
interface Shared {
  readonly context: RequestContext
  readonly loaders: Loaders | undefined
}

/** What waits for subscribers is bounded where it waits. */
const anyRoom = { hold: () => {}, most: () => Number.POSITIVE_INFINITY }

/** Renders events by executing documents. */
export function createRenderer(
  storesSeenBy: (viewer: Viewer) => Stores,
  { limits, mask }: Options,
): Renderer {
  const payloads = createPayloads(mask)
  return {
    begin({ backend, now, tick: text, client, readings }: Rendered) {
      const contexts = new Map<string, Shared>()
      const tick = backend && text !== undefined ? { [backend.name]: text } : undefined
      const { promise: all, resolve: begun } = Promise.withResolvers<void>()
      /** Those who see the same share what is read. */
      const sharedBy = (viewer: Viewer): Shared => {
        const known = contexts.get(viewer.sees)
        if (known) return known
        const shared = { ...storesSeenBy(viewer), cache: noCache, readings }
        const context = createContext(shared, createAnswer(anyRoom, limits), { client, viewer }, now)
        const from = backend && context.backends.find(({ name }) => name === backend.name)
        const loaders = from && context.look().load(from)
        if (loaders) void context.look().hold(all)
        contexts.set(viewer.sees, { context, loaders })
        return { context, loaders }
      }
      const exceeded = new Set<LiveDocument>()
      return {
        begun,
        exceeded: () => exceeded,
        render(asked, event) {
          const document = executableOf(asked)
          const { context, loaders } = sharedBy(document.viewer)
          if (loaders) prime(loaders, event)
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
function prime({ executions, runs }: Loaders, event: LiveEvent) {
  if ('execution' in event && event.execution) executions.prime(event.execution.id, event.execution)
  if ('run' in event && event.run) runs.prime({ flow: event.run.flow, number: event.run.number }, event.run)
}
