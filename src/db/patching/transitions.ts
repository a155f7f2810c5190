import { type Step, badTime, change, isOver } from './draft.ts'
import { ungrouped } from '../recording/failuregroups.ts'
import { endRows, newFact } from '../recording/facts.ts'
import { conflict } from './refusal.ts'
import { type Verdict, queuedAgain, verdicts } from '../status/status.ts'
import { facts, queuedAgainFact, verdictTexts } from '../status/facts.ts'

export interface StartedAttempt {
  /** `null`: the next attempt. */
  readonly number: number | null
  readonly startedAt: number | null
}

export interface FinishedAttempt {
  /** `null`: the current attempt. */
  readonly number: number | null
  readonly verdict: Verdict
  readonly finishedAt: number | null
  readonly error: string | null
}

/** A status that an engine reports instead of attempts. */
export interface StatusReport {
  readonly status: 'PENDING' | 'RUNNING' | 'WAITING' | 'PAUSED' | Verdict
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly error: string | null
}

const verdictNames = Object.fromEntries(Object.entries(verdicts).map(([name, value]) => [value, name]))
const howItEnded = (verdict: number) => verdictNames[verdict] ?? 'before it was queued again'

/** Begins an attempt. One that has begun is left unchanged. One before the current attempt is only noted. */
export function startAttempt(step: Step, { number, startedAt }: StartedAttempt, now: number): void {
  const { attempt } = step.row
  const at = startedAt ?? now
  if (number === null) {
    if (attempt > 0 && !isOver(step)) {
      const message = `Attempt ${attempt} is open. End it first, or give the number of the new one.`
      throw conflict('startAttempt.number', message)
    }
    return begin(step, attempt + 1, at)
  }
  if (step.attempts.has(number)) return
  if (number > attempt) return begin(step, number, at)
  noteBeginning(step, number, at)
}

function begin(step: Step, number: number, at: number): void {
  noteBeginning(step, number, at)
  const { startedAt, heartbeatAt, heartbeatTimeoutMs } = step.row
  change(step, {
    attempt: number,
    attemptAt: at,
    startedAt: startedAt ?? at,
    verdict: verdicts.OPEN,
    verdictAt: null,
    verdictId: null,
    finishedAt: null,
    error: null,
    ...ungrouped,
    state: null,
    // The beginning of an attempt is a heartbeat. With the previous attempt's last one, it would count as lost at once.
    ...(heartbeatTimeoutMs !== null && { heartbeatAt: Math.max(heartbeatAt ?? 0, at) }),
  })
}

function noteBeginning(step: Step, number: number, at: number): void {
  const fact = { attempt: number, field: facts.began, value: String(number), ts: at }
  step.facts.push(newFact(step.row.id, fact))
  step.attempts.set(number, { startedAt: at, verdict: verdicts.OPEN })
}

/** Another attempt is to follow the one that ended: the execution waits for it, and belongs to no group of failures. */
export function queueAgain(step: Step, now: number): void {
  const { id, attempt, verdict } = step.row
  if (!isOver(step) || verdict === queuedAgain) return
  const fact = newFact(id, { attempt, field: queuedAgainFact, value: 'true', ts: now })
  step.facts.push(fact)
  change(step, {
    verdict: queuedAgain,
    verdictAt: now,
    verdictId: fact.id,
    finishedAt: null,
    error: null,
    ...ungrouped,
  })
}

/** Cancels what has no attempt: it never started, and its verdict is no attempt's. */
export function callOff(step: Step, now: number): void {
  const { id, attempt } = step.row
  // Somebody has begun it without the queue.
  if (attempt > 0) {
    const ended = { number: attempt, verdict: 'CANCELLED', finishedAt: null, error: null } as const
    finishAttempt(step, ended, 'finishAttempt', now)
    return
  }
  const fact = newFact(id, { attempt: 0, field: facts.verdict, value: verdictTexts.CANCELLED, ts: now })
  step.facts.push(fact)
  change(step, {
    verdict: verdicts.CANCELLED,
    verdictAt: now,
    verdictId: fact.id,
    finishedAt: now,
    error: null,
    ...ungrouped,
    state: null,
  })
}

/** Field paths for the end of an attempt: given as `finishAttempt`, or as a status. */
const fields = {
  finishAttempt: {
    number: 'finishAttempt.number',
    verdict: 'finishAttempt.verdict',
    finishedAt: 'finishAttempt.finishedAt',
  },
  status: { number: 'status', verdict: 'status', finishedAt: 'finishedAt' },
} as const

/** Ends an attempt. Returns false, and changes nothing, if it has already ended with this verdict. */
export function finishAttempt(
  step: Step,
  finished: FinishedAttempt,
  said: keyof typeof fields,
  now: number,
): boolean {
  const field = fields[said]
  const number = finished.number ?? step.row.attempt
  if (number === 0) throw conflict(said, 'No attempt has begun, so none can end.')
  const known = step.attempts.get(number)
  if (!known) throw conflict(field.number, `Attempt ${number} never began, so it cannot end.`)
  const { verdict, error } = finished
  if (known.verdict === verdicts[verdict]) return false
  if (known.verdict !== verdicts.OPEN) {
    const message = `Attempt ${number} already ended ${howItEnded(known.verdict)}, and its verdict is final. Begin a new attempt.`
    throw conflict(field.verdict, message)
  }
  const at = finished.finishedAt ?? Math.max(now, known.startedAt)
  if (at < known.startedAt) throw badTime(field.finishedAt, known.startedAt, at)
  const ended = { number, startedAt: known.startedAt, finishedAt: at, verdict, error }
  const [fact, ...others] = endRows(ended).map((row) => newFact(step.row.id, row))
  step.facts.push(fact!, ...others)
  step.attempts.set(number, { startedAt: known.startedAt, verdict: verdicts[verdict] })
  if (number === step.row.attempt) {
    change(step, {
      verdict: verdicts[verdict],
      verdictAt: at,
      verdictId: fact!.id,
      finishedAt: at,
      error,
      ...ungrouped,
      state: null,
    })
  }
  return true
}

/** Sets or clears the reported state of the open attempt. */
export function setState(step: Step, state: 'WAITING' | 'PAUSED' | null): void {
  if (state === step.row.state) return
  if (step.row.attempt === 0)
    throw conflict('state', 'No attempt has begun, and a state needs an open attempt.')
  if (isOver(step)) throw over(step, 'state')
  change(step, { state })
}

/** Applies a reported status. Returns false, and changes nothing, if the attempt has already ended with it. */
export function report(
  step: Step,
  { status, startedAt, finishedAt, error }: StatusReport,
  now: number,
): boolean {
  if (step.row.attempt === 0 && step.row.verdict === verdicts.CANCELLED) {
    if (status === 'CANCELLED') return false
    throw over(step, 'status')
  }
  if (status === 'PENDING') {
    if (step.row.attempt > 0 && step.row.verdict !== queuedAgain)
      throw conflict('status', `Attempt ${step.row.attempt} has begun, so it is not pending.`)
    return true
  }
  const isEnd = status !== 'RUNNING' && status !== 'WAITING' && status !== 'PAUSED'
  if (step.row.attempt === 0) begin(step, 1, startedAt ?? finishedAt ?? now)
  if (isEnd) return finishAttempt(step, { number: null, verdict: status, finishedAt, error }, 'status', now)
  if (isOver(step)) throw over(step, 'status')
  change(step, { state: status === 'RUNNING' ? null : status })
  return true
}

export const over = (step: Step, field: string) =>
  conflict(
    field,
    step.row.attempt === 0
      ? 'It was cancelled before its first attempt. Begin an attempt.'
      : `Attempt ${step.row.attempt} ended ${howItEnded(step.row.verdict)} and is final. Begin a new attempt.`,
  )
