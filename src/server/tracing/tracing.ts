import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  context,
  propagation,
  trace,
} from '@opentelemetry/api'
import { type ExecutionArgs, getOperationAST } from 'graphql'
import { type Plugin, isAsyncIterable } from 'graphql-yoga'
import type { Context as GraphContext } from '../../graphql/context.ts'
import type { NameOf } from '../metrics/requests.ts'

const tracer = trace.getTracer('execgraph')

interface UnderWay {
  readonly span: Span
  readonly own: Context
}

/**
 * A span for each request, of the trace that its `traceparent` names. It holds no text of the client: only the names of
 * trusted documents, and codes. `tracestate` is such a text, and is not taken.
 */
export function useTracing(nameOf: NameOf = () => undefined): Plugin<GraphContext> {
  const underWay = new WeakMap<Request, UnderWay>()
  return {
    onParams({ request, params }) {
      const above = contextOf(request.headers.get('traceparent') ?? undefined)
      const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, above)
      if (!span.isRecording()) return
      const name = nameOf(params)
      if (name !== undefined) span.setAttribute('graphql.operation.name', name)
      underWay.set(request, { span, own: trace.setSpan(above, span) })
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      const { document, operationName, contextValue } = args as ExecutionArgs & { contextValue: GraphContext }
      const found = underWay.get(contextValue.request)
      if (!found) return
      const operation = getOperationAST(document, operationName)
      if (operation) found.span.setAttribute('graphql.operation.type', operation.operation)
      setExecuteFn((given: ExecutionArgs) => context.with(found.own, executeFn, undefined, given))
    },
    onResultProcess({ request, result }) {
      const span = underWay.get(request)?.span
      if (!span || Array.isArray(result) || isAsyncIterable(result)) return
      const code = result.errors?.[0]?.extensions['code']
      if (typeof code !== 'string') return
      span.setAttribute('error.type', code)
      if (isOurs.test(code)) span.setStatus({ code: SpanStatusCode.ERROR })
    },
    onResponse({ request }) {
      underWay.get(request)?.span.end()
    },
  }
}

const contextOf = (traceparent: string | undefined): Context =>
  propagation.extract(ROOT_CONTEXT, traceparent === undefined ? {} : { traceparent })

/** A span for a request that opens a stream, until it is open. What is read for streams is of no request. */
export function traceOpening(traceparent: string | undefined, open: () => void): void {
  const attributes = { 'graphql.operation.type': 'subscription' }
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER, attributes }, contextOf(traceparent))
  try {
    open()
  } finally {
    span.end()
  }
}

/** Codes of what went wrong here, not at the client. */
const isOurs = /^(BACKEND_UNAVAILABLE|TIMEOUT|INTERNAL_SERVER_ERROR)$/
