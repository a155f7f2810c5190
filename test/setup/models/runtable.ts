/** The clock of the truth table. A whole second, as Metaflow's heartbeats are. */
export const now = Date.UTC(2026, 5, 1, 12)

/** A fact of a run's step. Metaflow keeps `_task_ok` as an artifact, and the verdict of a task under its id. */
export interface RunFact {
  readonly step: string
  readonly task: string
  readonly field: string
  readonly value: string
  /** The value is JSON as it is stored, where there is any. */
  readonly isJson?: true
  readonly ts: number
}

/** What is stored of a run, and what is then said of it at `now`. Times are epoch milliseconds. */
export interface RunCase {
  readonly id: string
  readonly startedAt: number
  readonly heartbeatAt: number | null
  /** In the order in which they arrive. */
  readonly facts: readonly RunFact[]
  readonly expected: {
    readonly status: 'RUNNING' | 'COMPLETED' | 'FAILED'
    readonly statusReason: string
    readonly finishedAt: number | null
    readonly durationMs: number | null
    readonly heartbeatStale: boolean
  }
}

const second = 1000
const day = 86_400 * second
/** When a run began whose start does not matter. */
const start = now - 600 * second

type Expected = RunCase['expected']
type Said = readonly [
  status: Expected['status'],
  reason: string,
  finishedAt: number | null,
  durationMs: number | null,
]

interface Given {
  readonly startedAt?: number
  readonly heartbeatAt?: number | null
  readonly facts?: readonly RunFact[]
  readonly heartbeatStale?: true
}

export function runCase(id: string, given: Given, said: Said): RunCase {
  const { startedAt = start, heartbeatAt = null, facts = [], heartbeatStale = false } = given
  const [status, statusReason, finishedAt, durationMs] = said
  return {
    id,
    startedAt,
    heartbeatAt,
    facts,
    expected: { status, statusReason, finishedAt, durationMs, heartbeatStale },
  }
}

export const fact = (field: string, value: string, after: number, step = 'end', task = '1'): RunFact => ({
  step,
  task,
  field,
  value,
  ts: start + after,
})
export const verdict = (value: string, after: number, task = '1') =>
  fact('attempt_ok', value, after, 'end', task)
export const attempt = (value: string, after: number, task = '1') =>
  fact('attempt', value, after, 'end', task)

export const fresh = { heartbeatAt: now }
const heard = (after: number) => ({ heartbeatAt: now + after * second })
export const untilHeard = (after: number) => now + after * second - start
export const ok = (after: number): Said => ['COMPLETED', 'ATTEMPT_OK', start + after, after]
export const failed = (after: number): Said => ['FAILED', 'ATTEMPT_FAILED', start + after, after]
export const running = (durationMs: number): Said => ['RUNNING', 'HEARTBEAT_FRESH', null, durationMs]
export const retrying = (durationMs: number): Said => ['RUNNING', 'RETRYING', null, durationMs]
const silent = (heartbeatAt: number, durationMs: number): Said => [
  'FAILED',
  'HEARTBEAT_STALE',
  heartbeatAt,
  durationMs,
]
export const never = (durationMs: number | null): Said => ['FAILED', 'NO_HEARTBEAT', null, durationMs]

const good = [
  'true',
  'True',
  'TRUE',
  't',
  'tr',
  'tru',
  '1',
  'yes',
  'ye',
  'y',
  'on',
  'oN',
  ' true ',
  '\ttrue\n',
]
const bad = ['false', 'False', 'f', 'fa', 'fals', '0', 'no', 'n', 'off', 'of', ' OFF\r\n']
const neither = [
  'maybe',
  '',
  ' ',
  '"true"',
  'null',
  '2',
  'o',
  '1.0',
  '[true]',
  'truee',
  'y es',
  '-1',
  '01',
  '\u00a0true',
  'ｔrue',
]

const heartbeats: readonly RunCase[] = [
  runCase('R1', { startedAt: now - 5 * second }, never(5_000)),
  runCase('R2', { startedAt: now - day - 10 * second }, never(null)),
  runCase('R2b', { startedAt: now - day + 20 * second }, never(86_380_000)),
  runCase('R2c', { startedAt: now - day }, never(day)),
  runCase('R3', { startedAt: now + 3_600 * second }, never(3_600_000)),
  runCase('R3b', { startedAt: now + 2 * day }, never(null)),
  runCase('R4', { ...fresh, startedAt: now - 5 * second }, running(5_000)),
  runCase('R4b', { ...fresh, startedAt: now + 800 }, running(-800)),
  runCase('R5', heard(-355), running(untilHeard(-355))),
  runCase('R5 at the edge', heard(-360), running(untilHeard(-360))),
  runCase(
    'R5 beyond the edge',
    { ...heard(-361), heartbeatStale: true },
    silent(now - 361_000, untilHeard(-361)),
  ),
  runCase('R5b', { ...heard(-365), heartbeatStale: true }, silent(now - 365_000, untilHeard(-365))),
  runCase('R6', heard(300), running(untilHeard(300))),
  runCase('R6 at the edge', heard(360), running(untilHeard(360))),
  runCase('R6b', { ...heard(400), heartbeatStale: true }, silent(now + 400_000, untilHeard(400))),
  runCase('R6c', { heartbeatAt: 0, heartbeatStale: true }, silent(0, -start)),
]

const texts: readonly RunCase[] = [
  ...good.map((text) => runCase(`R7t ${JSON.stringify(text)}`, { facts: [verdict(text, 1000)] }, ok(1000))),
  ...bad.map((text) =>
    runCase(`R7f ${JSON.stringify(text)}`, { facts: [verdict(text, 1000)] }, failed(1000)),
  ),
  ...neither.map((text) =>
    runCase(
      `R7x ${JSON.stringify(text)}`,
      { ...fresh, facts: [verdict(text, 1000)] },
      running(untilHeard(0)),
    ),
  ),
  runCase('R7x and no heartbeat', { facts: [verdict('maybe', 1000)] }, never(600_000)),
  runCase('R7x after a verdict', { facts: [verdict('True', 1000), verdict('maybe', 2000)] }, ok(1000)),
  runCase(
    'R7x after a failure, and then an attempt',
    { facts: [verdict('no', 1000), verdict('2', 3000), attempt('1', 2000)] },
    retrying(1000),
  ),
]

const tenDays = (10 * day) / second
const attempts: readonly RunCase[] = [
  runCase('R8', { ...fresh, facts: [verdict('False', 1000), attempt('1', 1000)] }, failed(1000)),
  runCase('R8b', { ...fresh, facts: [verdict('False', 1000), attempt('1', 1001)] }, retrying(untilHeard(0))),
  runCase('R8c', { facts: [verdict('False', 1000), attempt('1', 1001)] }, retrying(1000)),
  runCase(
    'R8d',
    { ...heard(-tenDays), facts: [verdict('False', 1000), attempt('1', 1001)], heartbeatStale: true },
    retrying(untilHeard(-tenDays)),
  ),
  runCase('R8e', { facts: [verdict('False', 1000), attempt('junk', 1001)] }, retrying(1000)),
  runCase('R9', { facts: [verdict('True', 1000), attempt('1', 2000)] }, ok(1000)),
  runCase('R10', { facts: [verdict('False', 1000), verdict('True', 2000)] }, ok(2000)),
  runCase('R10b', { facts: [verdict('True', 1000), verdict('False', 2000)] }, failed(2000)),
  runCase('R10c', { facts: [verdict('False', 1000), verdict('True', 1000)] }, ok(1000)),
  runCase('R10d', { facts: [verdict('True', 1000), verdict('False', 1000)] }, failed(1000)),
  runCase('R10 late', { facts: [verdict('True', 2000), verdict('False', 1000)] }, ok(2000)),
  runCase('R11', { ...fresh, facts: [fact('attempt_ok', 'False', 1000, 'train')] }, running(untilHeard(0))),
  runCase('R12', { facts: [fact('_task_ok', 'True', 1000)] }, never(600_000)),
  runCase('R13', { facts: [attempt('0', 1000)] }, never(600_000)),
  runCase('R14', { facts: [verdict('True', -1000)] }, ok(-1000)),
  runCase('R15', { facts: [verdict('True', 1000, '1'), verdict('False', 2000, '2')] }, failed(2000)),
  runCase('R15b', { facts: [verdict('False', 1000, '1'), attempt('0', 2000, '2')] }, retrying(1000)),
  runCase('R16', { ...fresh, facts: [fact('attempt-done', '0', 1000)] }, running(untilHeard(0))),
]

const weekAgo = { heartbeatAt: now - 7 * day, startedAt: now - 8 * day }
const longAgo = { ...weekAgo, heartbeatStale: true } as const

/** What the tests of Metaflow's own services assert of runs, as far as it agrees with what the services do. */
const asserted: readonly RunCase[] = [
  runCase('running with heartbeat', heard(5), running(untilHeard(5))),
  runCase('heartbeat expired', longAgo, silent(now - 7 * day, day)),
  runCase(
    'heartbeat expired, whatever a task says',
    { ...longAgo, facts: [attempt('0', 0)] },
    silent(now - 7 * day, day),
  ),
  runCase('heartbeat expired, but well', { ...weekAgo, facts: [verdict('True', 0)] }, [
    'COMPLETED',
    'ATTEMPT_OK',
    start,
    start - weekAgo.startedAt,
  ]),
  runCase('heartbeat of 1970', { heartbeatAt: 1000, heartbeatStale: true }, silent(1000, 1000 - start)),
  runCase('heartbeat fresh, and well', { ...heard(5), facts: [verdict('True', 5000)] }, ok(5000)),
  runCase('well without heartbeat', { facts: [attempt('0', 0), verdict('True', 5000)] }, ok(5000)),
  runCase('failed without heartbeat', { facts: [attempt('0', 0), verdict('False', 5000)] }, failed(5000)),
  runCase(
    'tried again',
    { facts: [attempt('0', 0), verdict('False', 5000), attempt('1', 6000)] },
    retrying(5000),
  ),
  runCase(
    'tried again, and well',
    { facts: [attempt('0', 0), verdict('False', 5000), attempt('1', 6000), verdict('True', 9000)] },
    ok(9000),
  ),
  runCase('classified as completed', { ...fresh, facts: [verdict('true', 1000)] }, ok(1000)),
  runCase(
    'classified as failed by its silence',
    { ...heard(-420), heartbeatStale: true },
    silent(now - 420_000, untilHeard(-420)),
  ),
]

/** Metaflow's rule of runs, case by case: rows of the status table, and what its services' own tests assert. */
export const runTable: readonly RunCase[] = [...heartbeats, ...texts, ...attempts, ...asserted]
