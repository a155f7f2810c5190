import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import { createOtlpExporter } from './otlp.ts'

/** Milliseconds between two lines about a receiver that does not answer. */
const quietMs = 60_000

/** From now on, requests are traced. Returns what sends the last spans. Loaded on demand. */
export function startTracing(endpoint: URL, log: Logger): () => Promise<void> {
  let saidAt = Number.NEGATIVE_INFINITY
  const failed = (why: string) => {
    if (performance.now() - saidAt < quietMs) return
    saidAt = performance.now()
    log.warn({ why }, 'traces could not be sent')
  }
  const exporter = createOtlpExporter(tracesOf(endpoint).href, failed)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'execgraph' }),
    // What waits to be sent is bounded: 2,048 spans by default, and the others are dropped.
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  // What the last spans met was logged.
  return () => provider.shutdown().catch(() => {})
}

/** The endpoint is that of all signals, and traces have a path of their own. */
function tracesOf(endpoint: URL): URL {
  const url = new URL(endpoint)
  if (!url.pathname.endsWith('/v1/traces')) url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/traces`
  return url
}
