import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { errors, statements } from '../setup/ask/answers.ts'
import { instant } from '../setup/seeds/runs.ts'
import { type AgentExecution, insertExecutions, newAgentField } from '../setup/servers/agentfield.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { type Sql } from '../setup/servers/sql.ts'
import { kinds } from '../setup/servers/stores.ts'

const t0 = Date.UTC(2026, 9, 1, 12)

/** The example rows, and what they read. */
const table: readonly (readonly [row: Omit<AgentExecution, 'id' | 'startedAt'>, reads: object])[] = [
  [{ status: 'queued' }, { status: 'PENDING', statusReason: 'QUEUED', attempt: 0, startedAt: null }],
  [{ status: 'pending' }, { status: 'PENDING', statusReason: 'QUEUED', attempt: 0, startedAt: null }],
  [{ status: 'running' }, { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED' }],
  [{ status: 'waiting' }, { status: 'WAITING', statusReason: 'REPORTED' }],
  [{ status: 'paused' }, { status: 'PAUSED', statusReason: 'REPORTED' }],
  [
    { status: 'succeeded', completedAt: t0 + 9_000, duration: 1_234, result: '{"answer":42}' },
    { status: 'COMPLETED', finishedAt: t0 + 9_000, durationMs: 1_234, outputs: { json: { answer: 42 } } },
  ],
  [
    { status: 'succeeded', completedAt: t0 + 9_000, result: 'plain text' },
    { status: 'COMPLETED', finishedAt: t0 + 9_000, durationMs: 9_000, outputs: { json: 'plain text' } },
  ],
  [
    { status: 'failed', completedAt: t0 + 80, duration: 80, error: 'agent error (500): boom' },
    {
      ...{ status: 'FAILED', statusReason: 'ATTEMPT_FAILED', finishedAt: t0 + 80, durationMs: 80 },
      error: 'agent error (500): boom',
    },
  ],
  [
    {
      status: 'cancelled',
      completedAt: t0 + 900,
      duration: 900,
      error: 'cancelled during graceful shutdown',
    },
    {
      ...{ status: 'CANCELLED', statusReason: 'CANCELLED', finishedAt: t0 + 900, durationMs: 900 },
      error: 'cancelled during graceful shutdown',
    },
  ],
  [
    {
      status: 'timeout',
      completedAt: t0 + 1_800_000,
      duration: 1_800_000,
      error: 'execution timed out (no activity)',
    },
    {
      ...{
        status: 'TIMED_OUT',
        statusReason: 'TIMED_OUT',
        finishedAt: t0 + 1_800_000,
        durationMs: 1_800_000,
      },
      error: 'execution timed out (no activity)',
    },
  ],
  [{ status: 'unknown' }, { status: 'UNKNOWN', statusReason: 'REPORTED' }],
  [
    { status: 'unknown', completedAt: t0 + 5 },
    { status: 'UNKNOWN', statusReason: 'NO_VERDICT', finishedAt: t0 + 5, durationMs: 5 },
  ],
  [{ status: 'of tomorrow' }, { status: 'UNKNOWN', statusReason: 'REPORTED' }],
  [{ status: '' }, { status: 'UNKNOWN', statusReason: 'REPORTED' }],
  [
    { status: 'Success', completedAt: t0 + 5, duration: 5 },
    { status: 'COMPLETED', finishedAt: t0 + 5, durationMs: 5 },
  ],
  ...['success', ' Successful ', 'completed', 'complete', 'DONE', 'ok'].map(
    (status) => [{ status }, { status: 'COMPLETED' }] as const,
  ),
  ...['error', 'failure', 'errored'].map(
    (status) => [{ status }, { status: 'FAILED', statusReason: 'ATTEMPT_FAILED' }] as const,
  ),
  ...['canceled', 'cancel'].map(
    (status) => [{ status }, { status: 'CANCELLED', statusReason: 'CANCELLED' }] as const,
  ),
  [{ status: 'timed_out' }, { status: 'TIMED_OUT', statusReason: 'TIMED_OUT' }],
  ...['in_progress', 'processing'].map(
    (status) => [{ status }, { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED' }] as const,
  ),
  [{ status: 'wait' }, { status: 'PENDING', statusReason: 'QUEUED', attempt: 0, startedAt: null }],
  ...['awaiting_approval', 'awaiting_human', 'approval_pending'].map(
    (status) => [{ status }, { status: 'WAITING', statusReason: 'REPORTED' }] as const,
  ),
  ...['pause', 'hold', 'on_hold', 'suspended'].map(
    (status) => [{ status }, { status: 'PAUSED', statusReason: 'REPORTED' }] as const,
  ),
  // Its end was taken away by a late answer.
  [{ status: 'succeeded' }, { status: 'COMPLETED' }],
  // Clocks that disagree, and an end that an open one cannot have.
  [
    { status: 'succeeded', completedAt: t0 - 5 },
    { status: 'COMPLETED', finishedAt: t0 - 5, durationMs: 0 },
  ],
  [
    { status: 'running', completedAt: t0 + 5, duration: 7 },
    { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED' },
  ],
  [
    { status: 'running', parent: '' },
    { status: 'RUNNING', statusReason: 'ATTEMPT_STARTED' },
  ],
  // Bytes that are no text.
  [
    { status: 'succeeded', result: Buffer.from([0xff, 0x00, 0x01]) },
    { status: 'COMPLETED', outputs: { json: Buffer.from([0xff, 0x00, 0x01]).toString('base64') } },
  ],
]

const idOf = (place: number) => `exec_${String(place).padStart(3, '0')}`

const usually = {
  ...{
    statusReason: 'ATTEMPT_OK',
    attempt: 1,
    startedAt: t0,
    finishedAt: null,
    durationMs: null,
    error: null,
  },
  ...{ outputs: null, parent: null },
}

const whole = ([, reads]: (typeof table)[number], place: number) => {
  const { startedAt, finishedAt, ...rest } = { ...usually, ...reads }
  return { id: idOf(place), ...rest, startedAt: instant(startedAt), finishedAt: instant(finishedAt) }
}

const fields =
  'id status statusReason attempt startedAt finishedAt durationMs error outputs { json } parent { id }'

describe.each(kinds)('executions of AgentField in %s', (kind) => {
  let api: Api
  let db: Sql
  beforeAll(async () => {
    const place = await newAgentField(kind)
    db = place.db
    const rows = table.map(([row], index) => ({ ...row, id: idOf(index), startedAt: t0 }))
    await insertExecutions(db, rows)
    api = apiOver([await openBackend(parseBackend(`af=${place.url}`))], [place])
  })
  afterAll(() => api.close())

  it('read as the table of its rows says, each by its id', async () => {
    const ids = table.map((_, place) => idOf(place))
    const answer = await api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`, {
      ids: [...ids, 'nobody'],
    })
    expect(errors(answer)).toEqual([])
    expect(answer.data).toEqual({ executions: [...table.map(whole), null] })
    expect(statements(answer)).toEqual({ af: 2 })
  })
})
