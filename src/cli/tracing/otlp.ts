import type { HrTime, Attributes, AttributeValue } from '@opentelemetry/api'
import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'

/** How long a receiver may take. */
const patience = 10_000

/** Sends spans as the JSON of OTLP by HTTP. `failed` is called with why a batch was dropped. */
export function createOtlpExporter(url: string, failed: (why: string) => void): SpanExporter {
  const send = async (spans: readonly ReadableSpan[]): Promise<ExportResult> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(otlpOf(spans)),
        signal: AbortSignal.timeout(patience),
      })
      await response.body?.cancel()
      if (response.ok) return { code: ExportResultCode.SUCCESS }
      failed(`it answered ${response.status}`)
    } catch (error) {
      const { cause, name } = error as Error & { cause?: { code?: string } }
      failed(`it did not answer (${cause?.code ?? name})`)
    }
    return { code: ExportResultCode.FAILED }
  }
  return {
    export: (spans, told) => void send(spans).then(told),
    shutdown: async () => {},
  }
}

/** Spans of one program: they share its resource and its scope. */
function otlpOf(spans: readonly ReadableSpan[]) {
  const [first] = spans
  if (!first) return { resourceSpans: [] }
  const { resource, instrumentationScope: scope } = first
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource.attributes) },
        scopeSpans: [{ scope: { name: scope.name }, spans: spans.map(spanOf) }],
      },
    ],
  }
}

function spanOf(span: ReadableSpan) {
  const { traceId, spanId } = span.spanContext()
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    name: span.name,
    // The numbers of OTLP begin with one for an unknown kind.
    kind: span.kind + 1,
    startTimeUnixNano: nanosOf(span.startTime),
    endTimeUnixNano: nanosOf(span.endTime),
    attributes: attributesOf(span.attributes),
    links: span.links.map(({ context }) => ({ traceId: context.traceId, spanId: context.spanId })),
    status: { code: span.status.code },
  }
}

const nanosOf = ([seconds, nanos]: HrTime) => `${BigInt(seconds) * 1_000_000_000n + BigInt(nanos)}`

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: valueOf(value) }],
  )

function valueOf(value: AttributeValue): object {
  if (typeof value === 'number')
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return { stringValue: String(value) }
}
