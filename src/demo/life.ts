import type { ExecutionRecord } from '../db/recording/records.ts'
import { endStep } from '../db/status/facts.ts'
import type { Ending, Span } from './attempts.ts'
import { minute } from './times.ts'

interface Lasting {
  readonly ending: Ending
  readonly time: number
  readonly ms: number
  readonly isSlow: true | undefined
}

/** From when to when a run lasts. */
export function spanOf({ ending, time, ms, isSlow }: Lasting, now: number): Span {
  if (ending === 'OPEN' || ending === 'RETRYING')
    return { from: now - Math.ceil(ms * (isSlow ? 7 : 0.6)), to: now - 3_000 }
  // A silence must be long enough to count.
  const from = Math.min(time, now - ms - (ending === 'SILENT' || ending === 'NEVER' ? 10 : 0.5) * minute)
  return { from, to: from + ms }
}

/** The times and the verdict of a run. Without a verdict if its step `end` gives it. */
export function lifeOf(executions: readonly ExecutionRecord[], ending: Ending, { from, to }: Span) {
  const last = executions.at(-1)
  const tries = last?.step === endStep || ending === 'SILENT' ? [] : (executions[0]?.attempts ?? [])
  const final = tries.length > 0 && ending !== 'OPEN'
  return {
    startedAt: from,
    heartbeatAt: ending === 'NEVER' ? null : to,
    attempt: final ? { number: ending === 'RETRYING' ? 2 : 1, at: ending === 'RETRYING' ? to : from } : null,
    verdict: final ? { ok: ending === 'OK', at: ending === 'RETRYING' ? to - 1_000 : to } : null,
  }
}
