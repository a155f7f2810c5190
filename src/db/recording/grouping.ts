import { setImmediate } from 'node:timers/promises'
import type { Backend } from '../backend.ts'
import { StoreFailure, tooBusy } from '../failure.ts'
import type { Meter } from '../meter.ts'

/** Stores elements in one transaction, and says of each what became of it, in their order. */
export type Flush<Element, Answer> = (
  backend: Backend,
  elements: readonly Element[],
  meter: Meter,
) => Promise<readonly Settled<Answer>[]>

/** An element's own failure: the others of its flush are stored. */
export type Settled<Answer> = Answer | Error

/** For a caller to whom one failure is a failure of all. */
export function orThrow<Answer>(answers: readonly Settled<Answer>[]): Answer[] {
  return answers.map((answer) => {
    if (answer instanceof Error) throw answer
    return answer
  })
}

interface Call<Element, Answer> {
  readonly elements: readonly Element[]
  readonly meter: Meter
  /** Runs out when the call has waited too long. */
  readonly timer: NodeJS.Timeout | undefined
  readonly settle: (answers: readonly Settled<Answer>[]) => void
}

/** A flush takes whole calls, as many as come to so many elements. */
const mostElements = 2_000
/** How long a call waits for its flush to begin. */
const patience = 10_000

/**
 * Groups the writes of one kind of concurrent callers: while one flush is under way the others wait, and the next one
 * takes all of them. Each is answered after its commit. The meter of the first call of a flush counts its statements.
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
      // Whoever has arrived by now comes along: requests that were read together share a commit, however fast it is.
      await setImmediate()
      const count = fitting(waiting)
      const calls = waiting.slice(0, count)
      waiting = waiting.slice(count)
      for (const { timer } of calls) clearTimeout(timer)
      const answers = await settled(
        backend,
        flush,
        calls.flatMap(({ elements }) => elements),
        calls[0]!.meter,
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
      const call = { elements, meter, settle: resolve, timer }
      waiting.push(call)
      void run()
    })
}

function fitting(calls: readonly { elements: readonly unknown[] }[]): number {
  let elements = 0
  const beyond = calls.findIndex((call) => (elements += call.elements.length) > mostElements)
  return beyond < 0 ? calls.length : Math.max(1, beyond)
}

/** A flush that fails is halved until the element that makes it fail stands alone. */
async function settled<Element, Answer>(
  backend: Backend,
  flush: Flush<Element, Answer>,
  elements: readonly Element[],
  meter: Meter,
): Promise<readonly Settled<Answer>[]> {
  try {
    return await flush(backend, elements, meter)
  } catch (error) {
    // It is the store that fails, not what it was given.
    if (error instanceof StoreFailure || elements.length === 1) return elements.map(() => error as Error)
    const half = Math.ceil(elements.length / 2)
    const first = await settled(backend, flush, elements.slice(0, half), meter)
    return [...first, ...(await settled(backend, flush, elements.slice(half), meter))]
  }
}
