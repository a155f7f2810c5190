import { GraphQLError } from 'graphql'
import { type Plugin, isAsyncIterable } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import { eventEnd, eventStart, streamHeaders } from './sse.ts'

/** Answers that are sent as an event say so. They have no status of their own: clients would not read them. */
export const useEvents = (): Plugin<object, FromSocket> => ({
  onResultProcess({ result, setResult, serverContext: { isEvent } }) {
    if (!isEvent || Array.isArray(result) || isAsyncIterable(result) || !result.errors) return
    const errors = result.errors.map(withoutStatus)
    // What is refused before it is executed is not printed otherwise.
    const stringify = (sanitized: unknown) => `${eventStart}${JSON.stringify(sanitized)}${eventEnd}`
    setResult(Object.assign({ ...result, errors }, { stringify }))
  },
  onResponse({ response, serverContext: { isEvent } }) {
    if (!isEvent) return
    for (const [name, value] of Object.entries(streamHeaders)) response.headers.set(name, value)
  },
})

function withoutStatus(error: GraphQLError): GraphQLError {
  const { http: _, ...extensions } = error.extensions
  const { message, nodes = null, source = null, positions = null, path = null } = error
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}
