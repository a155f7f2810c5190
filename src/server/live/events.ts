import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import { streamHeaders } from './sse.ts'

/** Answers that are sent as an event say so. Which status they would have is not told: clients would not read them. */
export const useEvents = (): Plugin<object, FromSocket> => ({
  onResponse({ response, serverContext: { sent }, setResponse, fetchAPI }) {
    if (!sent) return
    const headers = new fetchAPI.Headers(response.headers)
    for (const [name, value] of Object.entries(streamHeaders)) headers.set(name, value)
    setResponse(new fetchAPI.Response(response.body, { status: 200, headers }))
  },
})
