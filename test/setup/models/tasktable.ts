/** The clock of the truth table of tasks. A whole second, as Metaflow's heartbeats are. */
export const now = Date.UTC(2026, 5, 1, 12)

/** A fact of a task: metadata, or the artifact `_task_ok`. */
export interface TaskFact {
  readonly field: string
  readonly value: string
  readonly ts: number
  readonly tags: readonly string[]
  /** Of an artifact. */
  readonly attempt: number
}

export interface AttemptSaid {
  readonly number: number
  readonly status: string
  readonly statusReason: string
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly durationMs: number | null
}

/** What is stored of a task, and what is then said of its attempts at `now`. Times are epoch milliseconds. */
export interface TaskCase {
  readonly id: string
  readonly createdAt: number
  readonly heartbeatAt: number | null
  readonly facts: readonly TaskFact[]
  /** By number. The last one is the task's. */
  readonly attempts: readonly AttemptSaid[]
  /** Where verdicts are JSON, if that differs. */
  readonly inJson?: readonly AttemptSaid[]
}

const day = 86_400_000
/** When a task was made whose age does not matter. */
const start = now - 600_000

const fact = (
  field: string,
  value: string,
  after: number,
  tags: readonly string[] = [],
  attempt = 0,
): TaskFact => ({
  field,
  value,
  tags,
  attempt,
  ts: start + after,
})
const began = (number: number | string, after: number) => fact('attempt', String(number), after)
const done = (number: number, after: number) => fact('attempt-done', String(number), after)
const kept = (attempt: number, after: number) => fact('_task_ok', '', after, [], attempt)
const verdict = (value: string, after: number, attempt = 0) =>
  fact('attempt_ok', value, after, ['retry', `attempt_id:${attempt}`])

type Times = readonly [startedAt: number | null, finishedAt: number | null, durationMs: number | null]
type Said = readonly [status: string, statusReason: string, ...Times]

const said = (
  [status, statusReason, startedAt, finishedAt, durationMs]: Said,
  number: number,
): AttemptSaid => {
  const at = (after: number | null) => (after === null ? null : start + after)
  return { number, status, statusReason, startedAt: at(startedAt), finishedAt: at(finishedAt), durationMs }
}

interface Given {
  readonly createdAt?: number
  readonly heartbeatAt?: number
  readonly facts?: readonly TaskFact[]
  /** The numbers of the attempts, where they are not 0, 1, … */
  readonly numbers?: readonly number[]
}

function taskCase(id: string, given: Given, attempts: readonly Said[], inJson?: readonly Said[]): TaskCase {
  const { createdAt = start, heartbeatAt = null, facts = [], numbers } = given
  const numbered = (list: readonly Said[]) => list.map((one, place) => said(one, numbers?.[place] ?? place))
  return {
    id,
    createdAt,
    heartbeatAt,
    facts,
    attempts: numbered(attempts),
    ...(inJson && { inJson: numbered(inJson) }),
  }
}

const heard = (seconds: number) => ({ heartbeatAt: now + seconds * 1000 })
/** A time relative to `start`. */
const rel = (ms: number) => ms - start
const age = now - start

const queued: Said = ['PENDING', 'QUEUED', null, null, null]
const ok = (...times: Times): Said => ['COMPLETED', 'ATTEMPT_OK', ...times]
const failed = (...times: Times): Said => ['FAILED', 'ATTEMPT_FAILED', ...times]
const unknown = (...times: Times): Said => ['UNKNOWN', 'NO_VERDICT', ...times]
const silent = (...times: Times): Said => ['FAILED', 'HEARTBEAT_STALE', ...times]
const never = (startedAt: number | null): Said => ['FAILED', 'NEVER_FINISHED', startedAt, null, null]
const replaced = (...times: Times): Said => ['FAILED', 'NEXT_ATTEMPT_STARTED', ...times]
const alive = (...times: Times): Said => ['RUNNING', 'HEARTBEAT_FRESH', ...times]
const running = (startedAt: number): Said => ['RUNNING', 'ATTEMPT_STARTED', startedAt, null, age - startedAt]
const retrying = (...times: Times): Said => ['RUNNING', 'RETRYING', ...times]

const clocks: readonly TaskCase[] = [
  taskCase('T1', {}, [queued]),
  taskCase('T2', { createdAt: now - day - 1000 }, [never(null)]),
  taskCase('T2 at the edge', { createdAt: now - day }, [queued]),
  taskCase('T2 in the future', { createdAt: now + day + 1000 }, [never(null)]),
  taskCase('T3', heard(0), [alive(null, null, age)]),
  taskCase('T4', heard(-57), [alive(null, null, age - 57_000)]),
  taskCase('T4 at the edge', heard(-60), [alive(null, null, age - 60_000)]),
  taskCase('T4b', heard(-65), [silent(null, age - 65_000, age - 65_000)]),
  taskCase('T5', heard(50), [alive(null, null, age + 50_000)]),
  taskCase('T5b', heard(100), [silent(null, age + 100_000, age + 100_000)]),
  taskCase('heartbeat of 1970', { heartbeatAt: 1000 }, [silent(null, rel(1000), rel(1000))]),
  taskCase('T6', { facts: [began(0, 0)] }, [running(0)]),
  taskCase('T7', { facts: [began(0, age - day - 1000)] }, [never(age - day - 1000)]),
  taskCase('T7b', { createdAt: now - 2 * day, facts: [began(0, 1000)] }, [running(1000)]),
  taskCase('T23', { ...heard(0), facts: [began(0, age - 2 * day)] }, [alive(age - 2 * day, null, 2 * day)]),
]

const ends: readonly TaskCase[] = [
  // The service reads nothing of a scalar of JSON here.
  taskCase('T8, TJ', { facts: [done(0, 500)] }, [unknown(null, 500, 500)], [queued]),
  taskCase('T9', { facts: [kept(0, 500)] }, [unknown(null, 500, 500)]),
  taskCase('T10', { facts: [verdict('True', 500)] }, [ok(null, 500, 500)]),
  taskCase('T11', { facts: [fact('attempt_ok', 'True', 500)] }, [queued]),
  taskCase('T11b', { ...heard(0), facts: [fact('attempt_ok', 'True', 500, ['x'])] }, [
    alive(null, null, age),
  ]),
  taskCase('T15', { facts: [began(0, 0), verdict('True', 50), verdict('False', 60)] }, [failed(0, 60, 60)]),
  taskCase('T15 late', { facts: [began(0, 0), verdict('False', 60), verdict('True', 50)] }, [
    failed(0, 60, 60),
  ]),
  taskCase('T15b', { facts: [began(0, 0), verdict('True', 50), verdict('false', 60)] }, [failed(0, 60, 60)]),
  taskCase('T15 at once', { facts: [verdict('False', 50), verdict('True', 50)] }, [ok(null, 50, 50)]),
  taskCase('T16', { facts: [began(0, 10), began(0, 90), verdict('True', 50)] }, [ok(90, 50, -40)]),
  taskCase(
    'T17',
    { ...heard(-900), facts: [began(0, 0), kept(0, 40), done(0, 50)] },
    [unknown(0, 50, 50)],
    [unknown(0, 40, 40)],
  ),
  taskCase('T18', { facts: [began(0, 0), verdict('False', 50), done(0, 40), kept(0, 70)] }, [
    failed(0, 70, 70),
  ]),
  taskCase(
    'T19',
    { facts: [fact('attempt_ok', 'True', 50, ['attempt_id:3', 'attempt_id:1'])], numbers: [3] },
    [ok(null, 50, 50)],
  ),
  taskCase(
    'T19 within a word',
    { facts: [fact('attempt_ok', 'True', 50, ['my_attempt_id:7'])], numbers: [7] },
    [ok(null, 50, 50)],
  ),
  taskCase('T20', { facts: [began('x', 10)] }, [queued]),
  taskCase(
    'T20 and others',
    { facts: [began('', 10), began('99999999999', 10), began('1.5', 10), began(' 0 ', 20)] },
    [running(20)],
  ),
  taskCase('T21', { facts: [began(0, 0), verdict('maybe', 50)] }, [running(0)]),
  taskCase('T21 after a verdict', { facts: [began(0, 0), verdict('t', 50), verdict('maybe', 60)] }, [
    ok(0, 50, 50),
  ]),
]

const several: readonly TaskCase[] = [
  taskCase('T12', { facts: [began(0, 0), began(1, 100)] }, [
    replaced(0, 100, 100),
    retrying(100, null, age - 100),
  ]),
  taskCase('T12b', { ...heard(-700), facts: [began(0, 0), began(1, 100)] }, [
    replaced(0, 100, 100),
    silent(100, age - 700_000, age - 700_100),
  ]),
  taskCase('T13', { facts: [began(0, 0), verdict('True', 50), began(1, 100)] }, [
    ok(0, 50, 50),
    retrying(100, null, age - 100),
  ]),
  taskCase('T14', { facts: [began(0, 0), began(2, 100)], numbers: [0, 2] }, [
    running(0),
    retrying(100, null, age - 100),
  ]),
  taskCase('T24', { facts: [began(0, 0), kept(0, 40), began(1, 100)] }, [
    unknown(0, 40, 40),
    retrying(100, null, age - 100),
  ]),
  taskCase(
    'followed by one of which only the end is known',
    { facts: [began(0, 0), verdict('True', 50, 1)] },
    [running(0), ok(null, 50, 50)],
  ),
]

/** Of the step `_parameters`, whose task Metaflow's client writes itself: what is done there is no attempt. */
export const parametersTable: readonly TaskCase[] = [
  taskCase(
    'as the client writes it',
    { ...heard(-600), facts: [done(0, 500), kept(0, 400)] },
    [['COMPLETED', 'NO_VERDICT', null, 500, 500]],
    [['COMPLETED', 'NO_VERDICT', null, 400, 400]],
  ),
  taskCase('nothing', {}, [['COMPLETED', 'NO_VERDICT', null, null, null]]),
  taskCase('nothing for more than a day', { createdAt: now - day - 1000 }, [
    ['COMPLETED', 'NO_VERDICT', null, null, null],
  ]),
  taskCase('with an attempt', { facts: [began(0, 0)] }, [running(0)]),
  taskCase('with an attempt, done', { facts: [began(0, 0), kept(0, 50)] }, [unknown(0, 50, 50)]),
  taskCase('with a verdict', { facts: [verdict('False', 50)] }, [failed(null, 50, 50)]),
]

/** What the tests of Metaflow's own services assert of tasks and attempts. */
const asserted: readonly TaskCase[] = [
  taskCase('attempts of which only artifacts tell', { facts: [kept(0, 100), kept(1, 200)] }, [
    unknown(null, 100, 100),
    unknown(null, 200, 200),
  ]),
  taskCase('attempt with artifact', { facts: [began(0, 10), kept(0, 100)] }, [unknown(10, 100, 90)]),
  taskCase(
    'attempt with artifact, done',
    { facts: [began(0, 10), kept(0, 100), done(0, 200)] },
    [unknown(10, 200, 190)],
    [unknown(10, 100, 90)],
  ),
  taskCase(
    'attempt with artifact, well',
    { facts: [began(0, 10), kept(0, 100), done(0, 200), verdict('True', 300)] },
    [ok(10, 300, 290)],
  ),
  taskCase('running with heartbeat', heard(5), [alive(null, null, age + 5000)]),
  taskCase('running with heartbeat and attempt', { ...heard(5), facts: [began(0, 100)] }, [
    alive(100, null, age + 4900),
  ]),
  taskCase(
    'failed, then well',
    { facts: [began(0, 0), verdict('False', 50), began(1, 100), done(1, 120), verdict('True', 150, 1)] },
    [failed(0, 50, 50), ok(100, 150, 50)],
  ),
  taskCase(
    'well, then done',
    { facts: [began(0, 0), verdict('True', 50), done(0, 80)] },
    [ok(0, 80, 80)],
    [ok(0, 50, 50)],
  ),
  taskCase('heartbeat, and a further attempt', { ...heard(5), facts: [began(0, 0), began(1, 100)] }, [
    replaced(0, 100, 100),
    retrying(100, null, age + 4900),
  ]),
]

/** Metaflow's rule of tasks, case by case: rows of the status table, and what its services' own tests assert. */
export const taskTable: readonly TaskCase[] = [...clocks, ...ends, ...several, ...asserted]
