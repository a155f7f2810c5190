import type { IncomingMessage, ServerResponse } from 'node:http'
import type { YogaServerOptions, createYoga } from 'graphql-yoga'
import type { RequestContext } from '../graphql/context.ts'
import type { FromSocket } from './requests/body.ts'

export type Yoga = ReturnType<typeof createYoga<FromSocket, RequestContext>>

/** Given an object, Yoga makes it the prototype of the request's context, which makes every request slower. */
export const overYoga = (yoga: Yoga) => ({
  handle: (request: IncomingMessage, response: ServerResponse, context?: object) =>
    void (context ? yoga.handle(request, response, context) : yoga.handle(request, response)),
  fetch: (url: string, init: RequestInit, context?: FromSocket) =>
    context ? yoga.fetch(url, init, context) : yoga.fetch(url, init),
})

type Options = YogaServerOptions<FromSocket, RequestContext>

/** Only errors made for clients reach them, and what Yoga adds to GraphQL is off. */
export const ourYoga = (
  maskError: (error: unknown) => Error,
  parserAndValidationCache: Options['parserAndValidationCache'],
): Partial<Options> => ({
  parserAndValidationCache,
  maskedErrors: { maskError },
  ...withoutExtras,
})

const withoutExtras = {
  graphiql: false,
  landingPage: false,
  cors: false,
  multipart: false,
  // Yoga's limit pipes every body through a stream; `useBody` does not.
  maxRequestBodySize: false,
  logging: false,
} as const
