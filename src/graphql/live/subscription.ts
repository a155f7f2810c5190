import type { ExecutionEvent, LiveEvent, LookEvent, RunEvent } from '../../live/events.ts'
import { attention } from '../attention/attention.ts'
import type { Context } from '../context.ts'
import { badInput, coded } from '../errors.ts'
import { queue } from '../queue/state.ts'
import type { SubscriptionResolvers } from '../types.gen.ts'

/** Streams are answered apart: an answer in plain JSON would have no end. */
const subscribe = () => {
  throw badInput(
    'A subscription is answered by a stream. Send "Accept: text/event-stream" with it, or use /graphql/stream.',
    { field: 'accept' },
  )
}

/** The fields take an event as their source, for which a document is executed. */
export const Subscription: SubscriptionResolvers = {
  executionsChanged: { subscribe, resolve: (event: LiveEvent) => event as ExecutionEvent },
  runsChanged: { subscribe, resolve: (event: LiveEvent) => event as RunEvent },
  queueChanged: {
    subscribe,
    resolve: (event: LiveEvent, _: object, context: Context) =>
      queue(context, { backend: (event as LookEvent).backend }),
  },
  attentionChanged: {
    subscribe,
    async resolve(_event: LiveEvent, _: object, context: Context) {
      const found = await attention(context, {})
      if (found) return found
      throw coded('BACKEND_UNAVAILABLE', 'No backend answered.')
    },
  },
}
