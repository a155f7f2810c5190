import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi, versionSetups } from '../setup/servers/api.ts'
import { type Sent, at, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const open = (number: number, ms = number * 1000) => ({ number, startedAt: at(ms) })
const ended = (number: number, verdict: string, ms = number * 1000) => ({
  ...open(number, ms),
  finishedAt: at(ms + 500),
  verdict,
})
const silent = { heartbeatAt: at(2500), heartbeatTimeoutMs: 1000 }
const alive = { heartbeatAt: new Date(Date.now() + 3_600_000).toISOString(), heartbeatTimeoutMs: 1000 }

/** What is recorded, what its status is for which reason, and when it finished after its start. */
const cases: Record<string, [sent: Sent, status: string, reason: string, finishedAfter: number | null]> = {
  'no attempt': [{}, 'PENDING', 'QUEUED', null],
  'no attempt and a lost heartbeat': [{ ...silent }, 'PENDING', 'QUEUED', null],
  'an open attempt': [{ attempts: [open(1)] }, 'RUNNING', 'ATTEMPT_STARTED', null],
  'an open attempt and a heartbeat in time': [
    { attempts: [open(1)], ...alive },
    'RUNNING',
    'ATTEMPT_STARTED',
    null,
  ],
  'an open attempt and an old heartbeat that promised nothing': [
    { attempts: [open(1)], heartbeatAt: at(1) },
    'RUNNING',
    'ATTEMPT_STARTED',
    null,
  ],
  'a second open attempt': [{ attempts: [ended(1, 'FAILED'), open(2)] }, 'RUNNING', 'RETRYING', null],
  'a lost heartbeat': [{ attempts: [open(1)], ...silent }, 'FAILED', 'HEARTBEAT_STALE', 1500],
  'a lost heartbeat in a second attempt': [
    { attempts: [ended(1, 'FAILED'), open(2)], ...silent },
    'FAILED',
    'HEARTBEAT_STALE',
    1500,
  ],
  'a report that it waits': [{ attempts: [open(1)], state: 'WAITING' }, 'WAITING', 'REPORTED', null],
  'a report that it is paused, whatever the heartbeat': [
    { attempts: [open(1)], state: 'PAUSED', ...silent },
    'PAUSED',
    'REPORTED',
    null,
  ],
  'success': [{ attempts: [ended(1, 'OK')] }, 'COMPLETED', 'ATTEMPT_OK', 500],
  'success after a failure': [
    { attempts: [ended(1, 'FAILED'), ended(2, 'OK')] },
    'COMPLETED',
    'ATTEMPT_OK',
    1500,
  ],
  'success and a lost heartbeat': [{ attempts: [ended(1, 'OK')], ...silent }, 'COMPLETED', 'ATTEMPT_OK', 500],
  'failure': [{ attempts: [ended(1, 'FAILED')] }, 'FAILED', 'ATTEMPT_FAILED', 500],
  'failure after a success': [
    { attempts: [ended(1, 'OK'), ended(2, 'FAILED')] },
    'FAILED',
    'ATTEMPT_FAILED',
    1500,
  ],
  'a higher attempt that ended before a lower one by its clock': [
    { attempts: [ended(2, 'OK', 1000), ended(1, 'FAILED', 5000)] },
    'COMPLETED',
    'ATTEMPT_OK',
    -3500,
  ],
  'cancellation': [{ attempts: [ended(1, 'CANCELLED')] }, 'CANCELLED', 'CANCELLED', 500],
  'a time-out': [{ attempts: [ended(1, 'TIMED_OUT')] }, 'TIMED_OUT', 'TIMED_OUT', 500],
  'a failure that took no time': [
    { attempts: [{ ...ended(1, 'FAILED'), finishedAt: at(1000) }] },
    'FAILED',
    'ATTEMPT_FAILED',
    0,
  ],
}

describe.each(sized(versionSetups, aloneSetups))('the status of an execution on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    const executions = Object.entries(cases).map(([id, [sent]]) => ({ id, flow: 'Train', ...sent }))
    for (const name of names) await record(api, executions, name)
  })
  afterAll(() => api.close())

  it('follows its highest attempt, and says which branch of the rule decided', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) {
      key status statusReason attempt startedAt finishedAt durationMs
    } }`
    const keys = names.flatMap((name) => Object.keys(cases).map((id) => `${name}:${id}`))
    const expected = keys.map((key) => {
      const [{ attempts }, status, statusReason, finishedAfter] = cases[key.slice(key.indexOf(':') + 1)]!
      const tried = ((attempts ?? []) as ReturnType<typeof open>[]).toSorted((a, b) => a.number - b.number)
      const startedAt = tried[0]?.startedAt ?? null
      const finishedAt =
        finishedAfter === null ? null : new Date(Date.parse(startedAt!) + finishedAfter).toISOString()
      const attempt = tried.at(-1)?.number ?? 0
      const durationMs = finishedAfter === null ? null : Math.max(0, finishedAfter)
      return { key, status, statusReason, attempt, startedAt, finishedAt, durationMs }
    })
    expect(await api.data(query, { ids: keys })).toEqual({ executions: expected })
  })

  it('gives each attempt a status of its own', async () => {
    const attempts = [
      { ...ended(1, 'FAILED'), error: 'out of memory' },
      ended(2, 'CANCELLED'),
      open(3),
      ended(4, 'TIMED_OUT'),
      { ...open(6), error: 'a warning' },
    ]
    for (const name of names) await record(api, [{ id: 'tries', flow: 'Train', attempts }], name)
    const query = `query ($id: ID!) { execution(id: $id) {
      status statusReason attempt error
      attempts { nodes { number startedAt finishedAt status statusReason error } }
    } }`
    const row = (number: number, status: string, statusReason: string, error: string | null = null) => ({
      number,
      status,
      statusReason,
      error,
      startedAt: at(number * 1000),
      finishedAt: ['RUNNING', 'NEXT_ATTEMPT_STARTED'].some((word) => [status, statusReason].includes(word))
        ? null
        : at(number * 1000 + 500),
    })
    for (const name of names) {
      expect(await api.data(query, { id: `${name}:tries` })).toEqual({
        execution: {
          status: 'RUNNING',
          statusReason: 'RETRYING',
          attempt: 6,
          error: 'a warning',
          attempts: {
            nodes: [
              row(1, 'FAILED', 'ATTEMPT_FAILED', 'out of memory'),
              row(2, 'CANCELLED', 'CANCELLED'),
              row(3, 'FAILED', 'NEXT_ATTEMPT_STARTED'),
              row(4, 'TIMED_OUT', 'TIMED_OUT'),
              row(6, 'RUNNING', 'RETRYING', 'a warning'),
            ],
          },
        },
      })
    }
  })

  it('gives the open attempt the state and the silence of its execution', async () => {
    const ids = ['a report that it waits', 'a lost heartbeat in a second attempt', 'success after a failure']
    const query = `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) {
      attempts { nodes { number status statusReason } }
    } }`
    const nodes = (...list: [string, string][]) => ({
      attempts: {
        nodes: list.map(([status, statusReason], index) => ({ number: index + 1, status, statusReason })),
      },
    })
    const expected = [
      nodes(['WAITING', 'REPORTED']),
      nodes(['FAILED', 'ATTEMPT_FAILED'], ['FAILED', 'HEARTBEAT_STALE']),
      nodes(['FAILED', 'ATTEMPT_FAILED'], ['COMPLETED', 'ATTEMPT_OK']),
    ]
    for (const backend of names)
      expect(await api.data(query, { ids, backend })).toEqual({ executions: expected })
  })
})
