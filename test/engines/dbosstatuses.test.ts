import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import type { Api } from '../setup/servers/api.ts'
import { startDbos, workflow } from '../setup/servers/dbos.ts'
import { kinds } from '../setup/servers/stores.ts'
import { instant } from '../setup/seeds/runs.ts'

// Example rows of each status: how DBOS writes it, and what it reads. It began at 1000 and was written last at 2000.

const table = `
  id        | status    | queue | tries | started | completed | deadline | reads     | reason          | began | ended
  queued    | ENQUEUED  | q     | 0     |         |           |          | PENDING   | QUEUED          |       |
  delayed   | DELAYED   | q     | 0     |         |           |          | PENDING   | QUEUED          |       |
  again     | ENQUEUED  | q     | 2     |         |           |          | PENDING   | QUEUED          | 1000  |
  direct    | PENDING   |       | 1     |         |           |          | RUNNING   | ATTEMPT_STARTED | 1000  |
  dequeued  | PENDING   | q     | 1     | 1100    |           | 1900     | RUNNING   | ATTEMPT_STARTED | 1100  |
  recovered | PENDING   | q     | 3     | 1200    |           |          | RUNNING   | RETRYING        | 1200  |
  good      | SUCCESS   |       | 1     |         | 1500      |          | COMPLETED | ATTEMPT_OK      | 1000  | 1500
  bad       | ERROR     | q     | 1     | 1100    | 1500      |          | FAILED    | ATTEMPT_FAILED  | 1100  | 1500
  dead      | MAX       |       | 101   |         | 1500      |          | FAILED    | ATTEMPT_FAILED  | 1000  | 1500
  cancelled | CANCELLED |       | 1     |         | 1500      |          | CANCELLED | CANCELLED       | 1000  | 1500
  unbegun   | CANCELLED |       | 0     |         | 1500      |          | CANCELLED | CANCELLED       |       | 1500
  late      | CANCELLED |       | 1     |         | 1901      | 1900     | TIMED_OUT | TIMED_OUT       | 1000  | 1901
  early     | CANCELLED |       | 1     |         | 1899      | 1900     | CANCELLED | CANCELLED       | 1000  | 1899
  old       | SUCCESS   |       | 1     |         |           |          | COMPLETED | ATTEMPT_OK      | 1000  | 2000
  tomorrow  | PAUSED    |       | 1     |         |           |          | UNKNOWN   | REPORTED        | 1000  |
`
const [names = [], ...lines] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
const cases = lines.map((line) => Object.fromEntries(names.map((name, place) => [name, line[place]!])))

const numberIn = (text: string | undefined) => (text ? Number(text) : null)

const rows = {
  workflow_status: [
    ...cases.map(({ id, status, queue, tries, started, completed, deadline }) =>
      workflow(id!, {
        status: status === 'MAX' ? 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' : status!,
        queue_name: queue || null,
        recovery_attempts: Number(tries),
        started_at_epoch_ms: numberIn(started),
        completed_at: numberIn(completed),
        workflow_deadline_epoch_ms: numberIn(deadline),
      }),
    ),
    workflow('x'.repeat(256), { status: 'SUCCESS' }),
  ],
}

const read = cases.map(({ id, tries, reads, reason, began, ended }) => {
  const [startedAt, finishedAt] = [numberIn(began), numberIn(ended)]
  return {
    ...{ id, flow: 'pay', status: reads, statusReason: reason, attempt: Number(tries) },
    ...{ startedAt: instant(startedAt), finishedAt: instant(finishedAt) },
    durationMs: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
  }
})
const rowFields = Object.keys(read[0]!).join(' ')

describe.each(kinds)('rows of DBOS in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startDbos(kind, rows)
  }, 60_000)
  afterAll(() => api.close())

  it('read the status, the reason and the times that DBOS means', async () => {
    const ids = [...cases.map(({ id }) => id), 'x'.repeat(255)]
    const answer = await api.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${rowFields} } }`, { ids })
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({ executions: [...read, null] })
    expect(statements(answer)).toEqual({ d: 1 })
  })

  it('are listed and counted by each status as they read', async () => {
    for (const status of new Set(read.map((one) => one.status))) {
      const data = await api.data<{
        executionHistory: { nodes: { id: string }[] }
        executionStats: { counts: object[] }
      }>(`{ executionHistory(filter: { status: [${status}] }) { nodes { id } }
        executionStats(filter: { status: [${status}] }) { counts { status value } } }`)
      const wanted = read.filter((one) => one.status === status).map(({ id }) => id!)
      expect(data.executionHistory.nodes.map(({ id }) => id)).toEqual(wanted.toSorted().toReversed())
      expect(data.executionStats.counts).toContainEqual({ status, value: wanted.length })
    }
  })

  it('have one attempt that is known, the last, unless it is to be followed by another', async () => {
    const { executions } = await api.data<{ executions: { id: string; attempts: { nodes: object[] } }[] }>(
      'query ($ids: [ID!]!) { executions(ids: $ids) { id attempts { nodes { number status statusReason startedAt } } } }',
      { ids: cases.map(({ id }) => id) },
    )
    expect(executions).toEqual(
      read.map(({ id, attempt, status, statusReason, startedAt }) => {
        const isKnown = attempt > 0 && status !== 'PENDING'
        return {
          id,
          attempts: { nodes: isKnown ? [{ number: attempt, status, statusReason, startedAt }] : [] },
        }
      }),
    )
  })
})
