import { directionsShown } from '../format/directions.ts'

import { clock, duration, running } from '../format/durations.ts'

/** What a reason is told from. */
export interface Judged {
  readonly status: string
  readonly statusReason: string
  readonly attempt?: number | undefined
  readonly heartbeatAt?: string | null | undefined
  readonly heartbeatTimeoutMs?: number | null | undefined
  readonly error?: string | null | undefined
  readonly failure?: { readonly summary: string } | null | undefined
}

/** Heartbeats of runs, and of executions that name no limit, count as lost after this. */
const usualLimitMs = 360_000
/** From this share of the limit on, a heartbeat is late and its clock is shown. */
const lateShare = 0.5

/** The line of an error that says what went wrong: the first one, or in a traceback of Python the one behind its frames. */
function headlineOf(error: string): string {
  const first = error.split('\n', 1)[0]!.trim()
  if (!first.startsWith('Traceback (most recent call last)')) return first
  const lines = error.split('\n').filter((line) => line.trim() !== '')
  const lastFrame = lines.findLastIndex((line) => /^\s/.test(line))
  return (lines[lastFrame + 1] ?? first).trim()
}

/** Why a status is what it is, in words. Empty if the status says it all. */
export function reasonText(one: Judged, now: number): string {
  const { statusReason, attempt = 1, failure } = one
  if (failure) return directionsShown(failure.summary)
  const error = one.error ? directionsShown(headlineOf(one.error)) : undefined
  const silent = silentMs(one, now)
  const words: Readonly<Record<string, string>> = {
    ATTEMPT_OK: '',
    ATTEMPT_FAILED: error ?? `attempt ${attempt} failed`,
    RETRYING: attempt > 1 ? `attempt ${attempt}` : 'is tried again',
    HEARTBEAT_FRESH: freshText(one, silent),
    HEARTBEAT_STALE:
      silent === undefined ? 'silent' : `silent for ${duration(silent)} (limit ${duration(limitOf(one))})`,
    NO_HEARTBEAT: 'never gave a sign of life',
    QUEUED: attempt > 0 ? `waits for attempt ${attempt + 1}` : 'not started',
    ATTEMPT_STARTED: attempt > 1 ? `attempt ${attempt}` : '',
    CANCELLED: error ?? 'called off',
    TIMED_OUT: error ?? 'ran out of time',
    REPORTED: 'reported by the engine',
    NO_VERDICT: 'ended without a verdict',
    NEXT_ATTEMPT_STARTED: `replaced by attempt ${attempt + 1}`,
    NEVER_FINISHED: 'too old to be running',
  }
  return words[statusReason] ?? statusReason.toLowerCase().replaceAll('_', ' ')
}

function freshText(one: Judged, silent: number | undefined) {
  if (silent === undefined) return ''
  const left = limitOf(one) - silent
  return isLate(one, silent)
    ? `silent for ${clock(silent)}, reads as failed in ${clock(left)}`
    : `heartbeat ${running(silent)} ago`
}

/** Whether the words change with the clock. */
export const isTicking = ({ status, heartbeatAt }: Judged) => status === 'RUNNING' && Boolean(heartbeatAt)

/** How many milliseconds are left until it reads as failed, if that is near. */
export function leftMs(one: Judged, now: number): number | undefined {
  const silent = one.statusReason === 'HEARTBEAT_FRESH' ? silentMs(one, now) : undefined
  return silent !== undefined && isLate(one, silent) ? limitOf(one) - silent : undefined
}

const limitOf = ({ heartbeatTimeoutMs }: Judged) => heartbeatTimeoutMs ?? usualLimitMs
const isLate = (one: Judged, silent: number) => silent > limitOf(one) * lateShare
const silentMs = ({ heartbeatAt }: Judged, now: number) =>
  heartbeatAt ? Math.max(0, now - Date.parse(heartbeatAt)) : undefined
