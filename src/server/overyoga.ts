import type { createYoga } from 'graphql-yoga'
import type { RequestContext } from '../graphql/context.ts'
import type { FromSocket } from './requests/body.ts'
import type { createUnderWay } from './requests/underway.ts'

type Yoga = ReturnType<typeof createYoga<FromSocket, RequestContext>>

/** Given an object, Yoga makes it the prototype of the request's context, which makes every request slower. */
export const overYoga = (yoga: Yoga, underWay: ReturnType<typeof createUnderWay>) => ({
  handle: underWay(
    (request, response, context) =>
      void (context ? yoga.handle(request, response, context) : yoga.handle(request, response)),
  ),
  fetch: (url: string, init: RequestInit, context?: FromSocket) =>
    context ? yoga.fetch(url, init, context) : yoga.fetch(url, init),
})
