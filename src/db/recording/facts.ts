import { newId } from './newid.ts'
import { createBreaks } from '../turn.ts'
import type { RunFact } from './runfacts.ts'
import { facts, verdictTexts, endStep } from '../status/facts.ts'
import type { AttemptRecord, ExecutionRecord, FactRecord, Fact, Recorded } from './records.ts'

/** A fact with a new id. */
export const newFact = (executionId: string, { attempt, field, value, ts }: FactRecord): Fact => ({
  executionId,
  attempt,
  field,
  value,
  ts,
  id: newId(),
  clientKey: null,
})

/** The facts of an attempt's start and end. */
function attemptFactRows({ number, startedAt, finishedAt, verdict, error }: AttemptRecord): FactRecord[] {
  return [
    { attempt: number, field: facts.began, value: String(number), ts: startedAt },
    ...endRows({ number, finishedAt, verdict, error: error, startedAt }),
  ]
}

export function endRows({
  number: attempt,
  startedAt,
  finishedAt,
  verdict,
  error,
}: AttemptRecord): FactRecord[] {
  const ended = { attempt, field: facts.verdict, ts: finishedAt ?? startedAt }
  return [
    ...(verdict && finishedAt !== null ? [{ ...ended, value: verdictTexts[verdict] }] : []),
    ...(error === null ? [] : [{ ...ended, field: facts.error, value: error }]),
  ]
}

/** Adds their facts to the records, in several turns since they may be many. */
export async function withFacts(records: readonly ExecutionRecord[]): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const breaks = createBreaks()
  for (const record of records) {
    const own: Fact[] = []
    for (const fact of [...record.attempts.flatMap(attemptFactRows), ...record.metadata]) {
      own.push(newFact(record.id, fact))
      if (breaks.isDue()) await breaks.take()
    }
    recorded.push({ ...record, facts: own })
  }
  return recorded
}

type StepFacts = Pick<Recorded, 'id' | 'flow' | 'runNumber' | 'step' | 'facts'>

/**
 * If an execution is the step `end` of a run, its attempts and verdicts become facts of the run. The client key makes
 * the run take each fact once, so a replacing record adds only what is new.
 */
export function endFacts({ id, flow, runNumber: number, step, facts: own }: StepFacts): RunFact[] {
  if (number === null || step !== endStep) return []
  return own
    .filter(({ field }) => field === facts.began || field === facts.verdict)
    .map(({ attempt, field, value: said, ts }) => {
      const value = field === facts.verdict && said !== verdictTexts.OK ? verdictTexts.FAILED : said
      const clientKey = `${id}/${attempt}/${field}/${value}@${ts}`
      return { flow, number, step, attempt, field, ts, id: newId(), value, clientKey }
    })
}
