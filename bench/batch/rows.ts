import postgres from 'postgres'

const rowCount = 100_000
const flowCount = 50
const firstAt = Date.UTC(2026, 0, 1)

/** The answer that every contestant should give for an execution. */
export interface Answered {
  readonly id: string
  readonly status: string
  readonly statusReason: string
  readonly flow: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly attempt: number
  readonly error: string | null
}

const outcomes = [
  { status: 'COMPLETED', statusReason: 'ATTEMPT_OK', attempt: 1, verdict: 1 },
  { status: 'FAILED', statusReason: 'ATTEMPT_FAILED', attempt: 2, verdict: 2 },
  { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED', attempt: 1, verdict: 0 },
  { status: 'RUNNING', statusReason: 'RETRYING', attempt: 3, verdict: 0 },
  { status: 'PENDING', statusReason: 'QUEUED', attempt: 0, verdict: 0 },
]

const outcomeOf = (number: number) => outcomes[number % 10 < 6 ? 0 : (number % 10) - 5]!
const idOf = (number: number) => `execution-${String(number).padStart(8, '0')}`
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

/** An execution, from its number alone: the stored row and the right answer both come from it. */
function execution(number: number) {
  const { status, statusReason, attempt, verdict } = outcomeOf(number)
  const sortAt = firstAt + number * 1_000
  const startedAt = attempt === 0 ? null : sortAt
  const finishedAt = verdict === 0 ? null : sortAt + (number % 977) * 37
  const error = verdict === 2 ? `Step ${number % 7} failed: the upstream "service" answered 503.` : null
  const flow = `flow-${number % flowCount}`
  return {
    id: idOf(number),
    flow,
    status,
    statusReason,
    attempt,
    verdict,
    sortAt,
    startedAt,
    finishedAt,
    error,
  }
}

function answered(number: number): Answered {
  const { id, flow, status, statusReason, attempt, startedAt, finishedAt, error } = execution(number)
  const times = { startedAt: iso(startedAt), finishedAt: iso(finishedAt) }
  return { id, status, statusReason, flow, ...times, attempt, error }
}

/** Fills a store whose schema exists. */
export async function fillStore(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  for (let from = 0; from < rowCount; from += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, index) => execution(from + index))
    await sql`
      insert into executions (execution_id, flow_id, sample_rate, sort_at, started_at, finished_at, attempt,
        attempt_at, verdict, verdict_at, verdict_id, error, node_count, version)
      select id, flow, 1, "sortAt", "startedAt", "finishedAt", attempt, "startedAt", verdict, "finishedAt",
        case when verdict > 0 then id end, error, 0, 1
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as t(id text, flow text, "sortAt" bigint,
        "startedAt" bigint, "finishedAt" bigint, attempt int, verdict int, error text)`
  }
  await sql`vacuum analyze executions`
  await sql.end()
}

export interface Sample {
  readonly ids: readonly string[]
  readonly expected: readonly Answered[]
}

/** Sets of so many ids from all over the table, unordered. The same in every run. */
export const samplesOf = (idsPerRequest: number): readonly Sample[] =>
  Array.from({ length: 20 }, (_, sample) => {
    const numbers = Array.from(
      { length: idsPerRequest },
      (__, index) => ((sample * idsPerRequest + index) * 48_271 + 12_345) % rowCount,
    )
    return { ids: numbers.map(idOf), expected: numbers.map(answered) }
  })
