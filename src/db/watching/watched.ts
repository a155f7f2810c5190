import type { Backend } from '../backend.ts'
import { StoreFailure, blame, unavailable } from '../failure.ts'
import { createMeter } from '../meter.ts'
import { createOutage } from './outage.ts'
import { ping } from '../ping.ts'
import { createProbe } from './probe.ts'
import type { Reporter, Reports } from './report.ts'

type Asked = 'reads' | 'writes'

/** How long a store may be silent. A request that had less time left proves nothing. */
const silence = 1_000
/** How often a store that stopped answering is pinged. */
const again = 1_000
/** The store answers, but cannot do the work: read-only, no rights, no tables, no space, no free connection, a locked file. */
const answers = /^(25006|42501|42P01|53|58|SQLITE_)/

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

const isAway = (error: unknown): error is StoreFailure =>
  error instanceof StoreFailure && (error.code === 'BACKEND_UNAVAILABLE' || error.code === 'TIMEOUT')

/**
 * The same store, which also reports when it stops answering and when it is back. In between, requests are refused at
 * once, without waiting for their deadlines, unless a probe says that it is back.
 */
export function watched(backend: Backend, { report, reportTo }: Reports): Backend {
  const { answered, failed, check, close } = standingOf(backend, report)
  const attempt = async <T>(asked: Asked, work: () => Promise<T>): Promise<T> => {
    await check()
    const began = performance.now()
    try {
      const answer = await work()
      answered(asked)
      return answer
    } catch (error) {
      if (isAway(error)) failed(asked, began, error)
      // Any error code is an answer. An error of Execgraph's own never reached the store.
      else if (codeOf(error instanceof StoreFailure ? error.cause : error) !== '') answered(asked)
      throw blame(backend.name, error)
    }
  }
  return {
    ...backend,
    reportTo,
    read: (statement, values, reading) => attempt('reads', () => backend.read(statement, values, reading)),
    write: (meter, work) => attempt('writes', () => backend.write(meter, work)),
    close() {
      close()
      return backend.close()
    },
  }
}

/** What of a store fails at present. */
function standingOf(backend: Backend, report: Reporter) {
  const outage = createOutage('store', report)
  const failing = new Set<Asked | 'all'>()
  const answeredAt = { reads: performance.now(), writes: performance.now() }
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const answered = (asked: Asked) => {
    answeredAt[asked] = performance.now()
    if (failing.size === 0) return
    failing.delete('all')
    failing.delete(asked)
    if (failing.size === 0) outage.worked()
  }
  const probe = createProbe(async () => {
    const deadline = performance.now() + 2 * silence
    const latency = await ping(backend, { now: Date.now(), meter: createMeter(), deadline })
    if (latency !== null) answered('reads')
    return latency !== null
  })
  const look = async () => {
    timer = undefined
    if (!failing.has('all') || closed) return
    if (!(await probe.answers()) && !closed) timer ??= setTimeout(() => void look(), again).unref()
  }
  return {
    answered,
    failed(asked: Asked, began: number, failure: StoreFailure) {
      const code = codeOf(failure.cause)
      const isShort = code === '' && performance.now() - began < silence
      const isRefused = answers.test(code)
      // A store that refuses writes goes on answering reads.
      const last = isRefused ? answeredAt[asked] : Math.max(answeredAt.reads, answeredAt.writes)
      // If others were answered meanwhile, this one was only late or unlucky, or began before the store was back.
      const isProof = last <= began && !isShort
      if (closed || (failing.size === 0 && !isProof)) return
      if (isProof) failing.add(isRefused ? asked : 'all')
      outage.failed(failure, began)
      timer ??= setTimeout(() => void look(), again).unref()
    },
    /** Throws while the store is known to be away. */
    async check() {
      if (!failing.has('all') || (await probe.answersSoon())) return
      const failure = unavailable(backend.name)
      outage.failed(failure)
      throw failure
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
