// An exporter of OpenTelemetry that records each span as an execution.
import { type AttributeValue, type HrTime, SpanStatusCode, context } from '@opentelemetry/api'
import { ExportResultCode, suppressTracing } from '@opentelemetry/core'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import type { Client, ExecutionInput } from '../../src/client/index.ts'

/** So many go in one request, and so long it may take. */
const [mostInRequest, patienceMs] = [100, 10_000]

export function createExecutionExporter(client: Pick<Client, 'record'>): SpanExporter {
  let last: Promise<unknown> = Promise.resolve()

  async function send(spans: readonly ReadableSpan[]) {
    const problems: string[] = []
    for (let place = 0; place < spans.length; place += mostInRequest) {
      const executions = spans.slice(place, place + mostInRequest).map(executionOf)
      // A span that was recorded before is left as it is, so that a batch may be exported again.
      const options = { onConflict: 'IGNORE', signal: AbortSignal.timeout(patienceMs) } as const
      const results = await client.record(executions, options)
      for (const { problem } of results) if (problem) problems.push(problem.message)
    }
    if (problems.length > 0) throw new Error(`${problems.length} spans were not recorded: ${problems[0]}`)
  }
  return {
    export(spans, told) {
      // What is sent must not make spans of its own.
      const sent = context.with(suppressTracing(context.active()), () => send(spans))
      last = sent.then(
        () => told({ code: ExportResultCode.SUCCESS }),
        (error: Error) => told({ code: ExportResultCode.FAILED, error }),
      )
    },
    async shutdown() {
      await last
    },
  }
}

function executionOf(span: ReadableSpan): ExecutionInput {
  const { status, attributes, events, parentSpanContext: parent, resource } = span
  const { traceId, spanId } = span.spanContext()
  const hasFailed = status.code === SpanStatusCode.ERROR
  const thrown = events.find(({ name }) => name === 'exception')?.attributes
  const error = thrown?.['exception.stacktrace'] ?? thrown?.['exception.message'] ?? status.message
  return {
    // Ids of spans are unique in their trace only.
    id: `${traceId}-${spanId}`,
    flow: span.name.slice(0, 255) || 'unnamed',
    parentId: parent ? `${traceId}-${parent.spanId}` : null,
    source: 'opentelemetry',
    tags: [`trace:${traceId}`, `service:${String(resource.attributes['service.name']).slice(0, 200)}`],
    inputs: attributes,
    attempts: [
      {
        number: 1,
        startedAt: timeOf(span.startTime),
        finishedAt: timeOf(span.endTime),
        verdict: hasFailed ? 'FAILED' : 'OK',
        error: hasFailed && error !== undefined ? textOf(error) : null,
      },
    ],
  }
}

/** Of an attribute. An error has room for so many characters. */
const textOf = (value: AttributeValue) =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100_000)

const timeOf = ([seconds, nanos]: HrTime) => new Date(seconds * 1_000 + nanos / 1_000_000).toISOString()
