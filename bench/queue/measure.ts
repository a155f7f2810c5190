import { setTimeout as sleep } from 'node:timers/promises'
import { answer, start, stopped } from '../common/processes.ts'
import type { Work, Worked } from './serve.ts'
import type { Store } from './stores.ts'

export interface Measured extends Worked {
  /** Jobs whose completion was committed, and whole executions, both counted by SQL. */
  readonly jobs: number
  readonly finished: number
  readonly ms: number
}

/** How to read progress from the store. */
export interface Counts {
  /** SQL: how many jobs are done. */
  readonly jobs: string
  /** SQL: how many executions are finished. */
  readonly finished: string
}

/** The time of a measurement: so many milliseconds, or until nothing is left, but no longer than that. */
export interface Span {
  readonly ms: number
  /** SQL: how many executions are unfinished. */
  readonly left?: string
  /** For how long they work before the clock starts. */
  readonly warmUpMs?: number
}

/** Lets processes work, and counts what they have committed when the time is up, before they stop. */
export async function measure(
  store: Store,
  file: string,
  work: Work,
  counts: Counts,
  span: Span,
  processes = 1,
): Promise<Measured> {
  const children = Array.from({ length: processes }, () =>
    start(new URL(`./workers/${file}.ts`, import.meta.url), { BENCH_DATABASE: store.url }),
  )
  const ask = async (child: (typeof children)[number], message: Work | 'stop') => {
    child.send(message)
    const answered = (await answer(child)) as Worked | { error: string }
    if (answered !== null && typeof answered === 'object' && 'error' in answered)
      throw new Error(answered.error)
    return answered
  }
  try {
    await Promise.all(children.map(answer))
    const count = async (text: string) => Number(Object.values((await store.run(text))[0]!)[0])
    const each = { ...work, window: Math.ceil(work.window / processes) }
    const begin = () => Promise.all(children.map((child) => ask(child, each)))
    if (span.warmUpMs !== undefined) {
      await begin()
      await sleep(span.warmUpMs)
    }
    const before = await count(counts.jobs)
    const began = performance.now()
    if (span.warmUpMs === undefined) await begin()
    await passed(span, count)
    const jobs = (await count(counts.jobs)) - before
    const ms = performance.now() - began
    const finished = await count(counts.finished)
    const worked = await Promise.all(children.map((child) => ask(child, 'stop')))
    return { jobs, finished, ms, ...together(worked) }
  } finally {
    await Promise.all(children.map(stopped))
  }
}

async function passed({ ms, left }: Span, count: (text: string) => Promise<number>) {
  if (left === undefined) return sleep(ms)
  const until = performance.now() + ms
  while (performance.now() < until && (await count(left)) > 0) await sleep(50)
}

function together(worked: readonly Worked[]): Worked {
  const largest = (name: 'p50' | 'p99') =>
    worked.some((one) => one[name] === null) ? null : Math.max(...worked.map((one) => one[name]!))
  const sum = (name: 'inFlight' | 'cpu') => worked.reduce((all, one) => all + (one[name] ?? 0), 0)
  return { p50: largest('p50'), p99: largest('p99'), inFlight: sum('inFlight'), cpu: sum('cpu') }
}
