import type { Verdict } from '../db/status/status.ts'
import type { Dice } from './dice.ts'
import { type ErrorText, errors } from './errors.ts'
import type { KindName } from './kinds.ts'
import type { AttemptRecord } from '../db/recording/records.ts'

/** The state of something: ended well or badly, running, retried after a failure, silent, or never begun. */
export type Ending = 'OK' | 'FAILED' | 'OPEN' | 'RETRYING' | 'SILENT' | 'NEVER'

export interface Span {
  readonly from: number
  readonly to: number
}

/** The attempts that lead to an ending, one after another over the whole span. */
export function attemptsTo(ending: Ending, span: Span, kind: KindName, d: Dice): AttemptRecord[] {
  return attempts(verdictsTo(ending, d), span, (verdict, ms) => errorText(verdict, ms, kind, d))
}

/** All with the same cause, however often it was tried. */
export const attemptsBecause = (text: ErrorText, span: Span, d: Dice): AttemptRecord[] =>
  attempts(
    Array.from({ length: d.whole(1, 3) }, () => 'FAILED'),
    span,
    () => text(d),
  )

function verdictsTo(ending: Ending, d: Dice): (Verdict | null)[] {
  if (ending === 'OK') return d.chance(0.1) ? ['FAILED', 'OK'] : ['OK']
  if (ending === 'RETRYING') return [...Array.from({ length: d.whole(1, 2) }, () => 'FAILED' as const), null]
  if (ending === 'OPEN') return d.chance(0.2) ? ['FAILED', null] : [null]
  if (ending !== 'FAILED') return [null]
  const last = d.pick<Verdict>(['FAILED', 'FAILED', 'FAILED', 'FAILED', 'TIMED_OUT', 'CANCELLED'])
  return [...Array.from({ length: d.whole(0, 2) }, () => 'FAILED' as const), last]
}

export function attempts(
  verdicts: readonly (Verdict | null)[],
  { from, to }: Span,
  textOf: (verdict: Verdict, ms: number) => string | null,
): AttemptRecord[] {
  const each = Math.max(2, Math.floor((to - from) / verdicts.length))
  return verdicts.map((verdict, index) => ({
    number: index + 1,
    startedAt: from + index * each,
    // Shortly before the next one starts, which makes that one a retry.
    finishedAt: verdict === null ? null : from + (index + 1) * each - 1,
    verdict,
    error: verdict === null ? null : textOf(verdict, each),
  }))
}

function errorText(verdict: Verdict, ms: number, kind: KindName, d: Dice): string | null {
  if (verdict === 'OK') return null
  if (verdict === 'TIMED_OUT') return `Timed out after ${(ms / 1000).toFixed(1)} s`
  if (verdict === 'CANCELLED')
    return `Cancelled by ${d.pick(['amara', 'dalia', 'enzo'])}: not needed any more`
  return d.pick(errors[kind])(d)
}
