import * as fc from 'fast-check'
import type { Api } from '../servers/api.ts'
import { type SentFact, type SentRun, instant, storeFacts, storeRuns } from '../seeds/runs.ts'

/** The clock of the random histories. Not a whole second. */
export const now = Date.UTC(2026, 5, 1, 12) + 400

export interface RunFact {
  readonly step: string
  readonly field: string
  readonly value: string
  /** Over tables of Metaflow: the value is JSON as it is stored. */
  readonly isJson?: true
  readonly ts: number
}

/** A run as a test knows it: where it is, and all that was told of it. */
export interface History {
  readonly backend: string
  readonly flow: string
  readonly number: number
  readonly name: string | null
  readonly user: string | null
  readonly tags: readonly string[]
  readonly startedAt: number
  readonly heartbeatAt: number | null
  /** In the order in which they arrive. */
  readonly facts: readonly RunFact[]
}

export type Status = 'RUNNING' | 'COMPLETED' | 'FAILED'

/** What the rule makes of a history. */
export interface Ruled {
  readonly status: Status
  readonly finishedAt: number | null
  readonly durationMs: number | null
}

const verdicts: Readonly<Record<string, boolean>> = {
  'true': true,
  'Yes': true,
  ' 1': true,
  'false': false,
  'OFF': false,
}

/** The rule as it is told of Metaflow, over all facts of a run. */
export function ruled({ startedAt, heartbeatAt, facts }: History): Ruled {
  const end = facts.filter(({ step }) => step === 'end')
  const newest = (some: readonly RunFact[]) =>
    some.reduce<RunFact | undefined>((a, b) => (a && a.ts > b.ts ? a : b), undefined)
  const verdict = newest(end.filter(({ field, value }) => field === 'attempt_ok' && value in verdicts))
  const attempt = newest(end.filter(({ field }) => field === 'attempt'))
  const ok = verdict && verdicts[verdict.value]
  const heard = heartbeatAt === null ? null : heartbeatAt - startedAt
  if (verdict && ok === false && attempt && attempt.ts > verdict.ts)
    return { status: 'RUNNING', finishedAt: null, durationMs: heard ?? verdict.ts - startedAt }
  if (verdict)
    return { status: ok ? 'COMPLETED' : 'FAILED', finishedAt: verdict.ts, durationMs: verdict.ts - startedAt }
  const isFresh = heartbeatAt !== null && Math.abs(now - heartbeatAt) <= 360_000
  const age = Math.abs(Math.round(now / 1000) * 1000 - startedAt)
  const durationMs = heard ?? (age > 86_400_000 ? null : age)
  return isFresh
    ? { status: 'RUNNING', finishedAt: null, durationMs }
    : { status: 'FAILED', finishedAt: heartbeatAt, durationMs }
}

/** Few instants, so that many are equal. */
const instants = [
  now - 2 * 86_400_000,
  now - 3_600_000,
  now - 60_000,
  now - 60_000,
  now - 59_999,
  now,
  now + 1000,
]
const heartbeats = [null, null, 0, now - 360_001, now - 360_000, now - 1000, now + 360_000, now + 400_000]
export const tags = ['gpu', 'GPU', '50%', 'a_b', `it's`, '"', '🙂', 'ana']
export const users = ['ana', 'Ana', 'bob']
export const flows = ['Train', 'train', 'Train/1']
export const names = ['nightly', 'night', 'Night', '1st', '%', 'ä']

const fact: fc.Arbitrary<RunFact> = fc.record({
  step: fc.constantFrom('end', 'end', 'end', 'start'),
  field: fc.constantFrom('attempt', 'attempt_ok', 'attempt_ok', 'attempt-done'),
  value: fc.constantFrom(...Object.keys(verdicts), 'maybe', ''),
  ts: fc.constantFrom(...instants.slice(1)),
})

const run = (backends: readonly string[]): fc.Arbitrary<History> =>
  fc.record({
    backend: fc.constantFrom(...backends),
    flow: fc.constantFrom(...flows),
    number: fc.constantFrom(1, 2, 3, 10, 11, 12, 100, 9_000_000_000_000_000),
    name: fc.option(fc.constantFrom(...names)),
    user: fc.option(fc.constantFrom(...users)),
    tags: fc.subarray(tags),
    startedAt: fc.constantFrom(...instants),
    heartbeatAt: fc.constantFrom(...heartbeats),
    facts: fc.array(fact, { maxLength: 4 }),
  })

/** Runs of every outcome, many of them at equal instants. */
export const histories = (backends: readonly string[], maxLength = 40): fc.Arbitrary<readonly History[]> =>
  fc
    .uniqueArray(run(backends), { selector: keyOf, maxLength, size: 'max' })
    // A name stands for one run of its flow.
    .map((list) =>
      list.map((one, at) =>
        list.findIndex((other) => nameOf(other) === nameOf(one)) < at ? { ...one, name: null } : one,
      ),
    )

export const keyOf = ({ backend, flow, number }: Pick<History, 'backend' | 'flow' | 'number'>) =>
  `${backend}:${flow}/${number}`
const nameOf = ({ backend, flow, name }: History) => JSON.stringify([backend, flow, name])

export const sentRun = ({ flow, number, name, user, tags, startedAt, heartbeatAt }: History): SentRun => ({
  flow,
  number,
  name,
  user,
  tags,
  startedAt: instant(startedAt),
  heartbeatAt: instant(heartbeatAt),
})

export const sentFacts = ({ flow, number, facts }: History): SentFact[] =>
  facts.map(({ ts, ...fact }) => ({ run: { flow, number }, ...fact, ts: instant(ts) }))

/** Tells a server of runs and of all that happened to them. */
export async function tell(api: Api, list: readonly History[]): Promise<void> {
  for (const { name } of api.backends) {
    const own = list.filter(({ backend }) => backend === name)
    if (own.length > 0) await storeRuns(api, own.map(sentRun), name)
    const facts = own.flatMap(sentFacts)
    if (facts.length > 0) await storeFacts(api, facts, name)
  }
}

export const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
