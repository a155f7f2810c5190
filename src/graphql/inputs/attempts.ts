import { badInput } from '../errors.ts'
import { type Report, isEnd, reportOf } from './statuswords.ts'
import { atMost, checkedMoment, checkedText, checkedWhole, inOrder, longText } from './checks.ts'
import type { AttemptInput, ExecutionInput, ReportedState } from '../types.gen.ts'
import type { AttemptRecord } from '../../db/recording/records.ts'

const mostAttempts = 1_000
export const mostAttemptNumber = 1_000_000

export interface Attempts {
  /** By ascending number. */
  readonly attempts: readonly AttemptRecord[]
  readonly state: ReportedState | null
}

/** The attempts of a record: those given, or those its status stands for. */
export function attemptsIn(input: ExecutionInput, field: string, now: number): Attempts {
  const { attempts: given, state, status } = input
  if (status == null) {
    refuseAlone(input, field)
    const attempts = attemptRecords(given ?? [], `${field}.attempts`, now)
    return { attempts, state: checkedState(state, attempts, `${field}.state`) }
  }
  if ((given ?? []).length > 0 || state != null) {
    const other = state == null ? 'attempts' : 'state'
    throw badInput(`"${field}" has both "status" and "${other}". Give one of them.`, {
      field: `${field}.${other}`,
    })
  }
  return reported(input, reportOf(status, `${field}.status`), field, now)
}

/** Rejects fields that need a status where there is none. */
export function refuseAlone(
  input: Pick<ExecutionInput, 'startedAt' | 'finishedAt' | 'error'>,
  field: string,
): void {
  const alone = (['startedAt', 'finishedAt', 'error'] as const).find((name) => input[name] != null)
  if (alone)
    throw badInput(`"${field}.${alone}" needs a "status", and there is none.`, {
      field: `${field}.${alone}`,
    })
}

function reported(input: ExecutionInput, report: Report, field: string, now: number): Attempts {
  const { startedAt, finishedAt, error } = endOf(input, report, field, now)
  if (report === 'PENDING') return { attempts: [], state: null }
  const verdict = isEnd(report) ? report : null
  const end = verdict ? (finishedAt ?? Math.max(now, startedAt ?? 0)) : null
  const attempt = { number: 1, startedAt: startedAt ?? end ?? now, finishedAt: end, verdict, error }
  return { attempts: [attempt], state: report === 'WAITING' || report === 'PAUSED' ? report : null }
}

/** The times and the error that go with a status. Only an end may have an error. */
export function endOf(
  input: Pick<ExecutionInput, 'startedAt' | 'finishedAt' | 'error'>,
  report: Report,
  field: string,
  now: number,
) {
  const early = (['finishedAt', 'error'] as const).find((name) => input[name] != null)
  if (early && !isEnd(report))
    throw badInput(`"${field}.${early}" needs a status that ends the execution.`, {
      field: `${field}.${early}`,
    })
  if (input.startedAt != null && report === 'PENDING')
    throw badInput(`"${field}.startedAt" needs a status of a started execution.`, {
      field: `${field}.startedAt`,
    })
  const startedAt = checkedMoment(input.startedAt, `${field}.startedAt`, now)
  const finishedAt = checkedMoment(input.finishedAt, `${field}.finishedAt`, now)
  return {
    startedAt,
    finishedAt: inOrder(startedAt, finishedAt, `${field}.finishedAt`),
    error: checkedText(input.error, `${field}.error`, longText),
  }
}

function attemptRecords(inputs: readonly AttemptInput[], field: string, now: number): AttemptRecord[] {
  atMost(mostAttempts, inputs.length, field)
  const attempts = inputs.map((input, index) => attemptRecord(input, `${field}[${index}]`, now))
  const seen = new Set<number>()
  for (const [index, { number }] of attempts.entries()) {
    if (seen.has(number)) {
      throw badInput(`Attempt ${number} is given twice.`, {
        field: `${field}[${index}].number`,
        received: number,
      })
    }
    seen.add(number)
  }
  return attempts.toSorted((a, b) => a.number - b.number)
}

function attemptRecord(input: AttemptInput, field: string, now: number): AttemptRecord {
  const { number, verdict, error } = input
  if ((verdict == null) !== (input.finishedAt == null)) {
    const missing = verdict == null ? 'verdict' : 'finishedAt'
    throw badInput(`"${field}" has only one of "verdict" and "finishedAt". Give both or neither.`, {
      field: `${field}.${missing}`,
    })
  }
  const startedAt = checkedMoment(input.startedAt, `${field}.startedAt`, now)!
  const finishedAt = checkedMoment(input.finishedAt, `${field}.finishedAt`, now)
  return {
    number: checkedWhole(number, `${field}.number`, 1, mostAttemptNumber),
    startedAt,
    finishedAt: inOrder(startedAt, finishedAt, `${field}.finishedAt`),
    verdict: verdict ?? null,
    error: checkedText(error, `${field}.error`, longText),
  }
}

function checkedState(
  state: ReportedState | null | undefined,
  attempts: readonly AttemptRecord[],
  field: string,
) {
  const current = attempts.at(-1)
  if (state == null || (current && current.verdict === null)) return state ?? null
  throw badInput(`"${field}" needs an open attempt, and there is none.`, { field })
}
