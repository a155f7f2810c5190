import { setImmediate } from 'node:timers/promises'
import type { Backend } from '../backend.ts'
import { StoreFailure, tooBusy } from '../failure.ts'
import type { Meter } from '../meter.ts'
import { type TracedBy, inSpan, linksTo, tracedNow } from '../watching/tracing.ts'

/** Stores elements in one transaction. Returns an answer per element, in their order. */
export type Flush<Element, Answer> = (
  backend: Backend,
  elements: readonly Element[],
  meter: Meter,
) => Promise<readonly Settled<Answer>[]>

/** An error is the element's own: the other elements of its flush are stored. */
export type Settled<Answer> = Answer | Error

/** Throws the first error, for a caller that needs all elements stored. */
export function orThrow<Answer>(answers: readonly Settled<Answer>[]): Answer[] {
  return answers.map((answer) => {
    if (answer instanceof Error) throw answer
    return answer
  })
}

interface Call<Element, Answer> {
  readonly elements: readonly Element[]
  readonly meter: Meter
  /** Fires when the call has waited too long. */
  readonly timer: NodeJS.Timeout | undefined
  /** What the call is a part of. */
  readonly by: TracedBy
  readonly settle: (answers: readonly Settled<Answer>[]) => void
}

/** A flush takes whole calls with at most this many elements, but at least one call. */
const mostElements = 2_000
/** How long a call waits for its flush to begin, in milliseconds. */
const patience = 10_000

/**
 * Groups concurrent writes of one kind: calls that arrive during a flush wait, and the next flush takes them together.
 * Each call is answered after its commit. The meter of a flush's first call counts its statements.
 */
export function grouped<Element, Answer>(flush: Flush<Element, Answer>) {
  const lines = new WeakMap<Backend, Line<Element, Answer>>()
  return (
    backend: Backend,
    elements: readonly Element[],
    meter: Meter,
  ): Promise<readonly Settled<Answer>[]> => {
    let line = lines.get(backend)
    if (!line) lines.set(backend, (line = createLine(backend, flush)))
    return line(elements, meter)
  }
}

type Line<Element, Answer> = (
  elements: readonly Element[],
  meter: Meter,
) => Promise<readonly Settled<Answer>[]>

function createLine<Element, Answer>(backend: Backend, flush: Flush<Element, Answer>): Line<Element, Answer> {
  let waiting: Call<Element, Answer>[] = []
  let underWay = false

  const run = async () => {
    if (underWay) return
    underWay = true
    while (waiting.length > 0) {
      // Requests that were read together share a commit, however fast commits are.
      await setImmediate()
      const count = fitting(waiting)
      const calls = waiting.slice(0, count)
      waiting = waiting.slice(count)
      for (const { timer } of calls) clearTimeout(timer)
      const elements = calls.flatMap(({ elements }) => elements)
      const [first, ...others] = calls
      // All that waited have waited too long meanwhile.
      if (!first) break
      const { meter, by } = first
      const links = linksTo(others.map((call) => call.by))
      const answers = await inSpan(by, { name: 'flush', links }, () =>
        settled(backend, flush, elements, meter),
      )
      let next = 0
      for (const { elements, settle } of calls) settle(answers.slice(next, (next += elements.length)))
    }
    underWay = false
  }
  return (elements, meter) =>
    new Promise((resolve) => {
      const late = () => {
        waiting = waiting.filter((one) => one !== call)
        resolve(elements.map(() => tooBusy(backend.name, patience)))
      }
      const timer = underWay ? setTimeout(late, patience) : undefined
      const call = { elements, meter, settle: resolve, timer, by: tracedNow() }
      waiting.push(call)
      void run()
    })
}

function fitting(calls: readonly { elements: readonly unknown[] }[]): number {
  let elements = 0
  const beyond = calls.findIndex((call) => (elements += call.elements.length) > mostElements)
  return beyond < 0 ? calls.length : Math.max(1, beyond)
}

/** A flush that fails is split in halves until the failing element is alone. */
async function settled<Element, Answer>(
  backend: Backend,
  flush: Flush<Element, Answer>,
  elements: readonly Element[],
  meter: Meter,
): Promise<readonly Settled<Answer>[]> {
  try {
    return await flush(backend, elements, meter)
  } catch (error) {
    // The store failed, not an element.
    if (error instanceof StoreFailure || elements.length === 1) return elements.map(() => error as Error)
    const half = Math.ceil(elements.length / 2)
    const first = await settled(backend, flush, elements.slice(0, half), meter)
    return [...first, ...(await settled(backend, flush, elements.slice(half), meter))]
  }
}
