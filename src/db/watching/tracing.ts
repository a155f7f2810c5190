import {
  type Attributes,
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  context,
  trace,
} from '@opentelemetry/api'
import type { Backend, Transaction } from '../backend.ts'

/** Does nothing until a program registers an SDK. */
const tracer = trace.getTracer('execgraph')

/** What work belongs to. Absent: nobody records it. */
export type TracedBy = Context | undefined

/** What the work belongs to that runs now. It is kept where work waits for others: their work goes on in its place. */
export function tracedNow(): TracedBy {
  const now = context.active()
  return trace.getSpan(now)?.isRecording() ? now : undefined
}

interface Made {
  readonly name: string
  /** No value of a user. */
  readonly attributes?: Attributes
  readonly links?: Link[]
}

/** Does work that belongs to something, as a span of it. */
export async function inSpan<T>(
  by: TracedBy,
  made: Made,
  work: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  if (!by) return work(undefined)
  const { name, ...options } = made
  return within(tracer.startSpan(name, options, by), by, work)
}

/** Does work that is of no request, as a trace of its own. */
export function inTrace<T>({ name, ...options }: Made, work: () => Promise<T>): Promise<T> {
  const span = tracer.startSpan(name, options, ROOT_CONTEXT)
  return span.isRecording() ? within(span, ROOT_CONTEXT, work) : work()
}

async function within<T>(span: Span, by: Context, work: (span: Span) => Promise<T>): Promise<T> {
  try {
    return await context.with(trace.setSpan(by, span), work, undefined, span)
  } catch (error) {
    failed(span, error)
    throw error
  } finally {
    span.end()
  }
}

/** Only the code: a message may repeat values. */
function failed(span: Span, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  span.setStatus({ code: SpanStatusCode.ERROR })
  span.setAttribute('error.type', /^[A-Z0-9_]{1,60}$/.test(code) ? code : 'error')
}

/** Links to what else is done by the work of a span. */
export const linksTo = (others: readonly TracedBy[]): Link[] =>
  others.flatMap((by) => {
    const span = by && trace.getSpanContext(by)
    return span ? [{ context: span }] : []
  })

const systems: Readonly<Record<string, string>> = { sqlite: 'sqlite', memory: 'sqlite' }

/** The same store, whose statements are spans of what they are run for. */
export function traced(backend: Backend): Backend {
  const { name, kind } = backend
  const attributes = { 'db.system.name': systems[kind] ?? 'postgresql', 'execgraph.backend': name }
  const run = <Row>(by: TracedBy, statement: string, work: () => Promise<Row[]>): Promise<Row[]> =>
    inSpan(by, { name: statement, attributes }, async (span) => {
      const rows = await work()
      span?.setAttribute('db.response.returned_rows', rows.length)
      return rows
    })
  return {
    ...backend,
    read(statement, values, reading) {
      const by = tracedNow()
      if (!by) return backend.read(statement, values, reading)
      return run(by, statement.name, () => backend.read(statement, values, reading))
    },
    write(meter, work) {
      const by = tracedNow()
      if (!by) return backend.write(meter, work)
      return inSpan(by, { name: 'write', attributes }, () => {
        const own = tracedNow()
        const within = (transaction: Transaction): Transaction => ({
          changed: transaction.changed,
          run: (statement, values) => run(own, statement.name, () => transaction.run(statement, values)),
        })
        return backend.write(meter, (transaction) => work(within(transaction)))
      })
    },
  }
}
