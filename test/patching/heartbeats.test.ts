import { expect } from 'vitest'
import { type Story, attempt, conflict, ofPending, pending, tell } from '../setup/seeds/patches.ts'
import { at } from '../setup/seeds/records.ts'

const recent = new Date().toISOString()
const soon = new Date(Date.now() + 3_600_000).toISOString()
const stale = { status: 'FAILED', statusReason: 'HEARTBEAT_STALE' }
const silent: Pick<Story, 'given'> = { given: { heartbeatAt: at(50), heartbeatTimeoutMs: 1000 } }
const finish = { finishAttempt: { verdict: 'FAILED', finishedAt: at(60) } }

tell('a sign of life', [
  {
    title: 'moves forward only',
    patches: [
      [{ heartbeatAt: at(50) }],
      [{ heartbeatAt: at(40) }],
      [{ heartbeatAt: at(50) }],
      [{ heartbeatAt: at(60) }],
    ],
    becomes: { version: '3', heartbeatAt: at(60) },
  },
  {
    title: 'that was promised and is overdue means failed, as of the last one',
    patches: [[{ heartbeatAt: at(50), heartbeatTimeoutMs: 1000 }]],
    becomes: {
      version: '2',
      ...stale,
      finishedAt: at(50),
      heartbeatAt: at(50),
      heartbeatTimeoutMs: 1000,
      attempts: [{ ...attempt(1, 'FAILED', at(0)), statusReason: 'HEARTBEAT_STALE' }],
    },
  },
  {
    ...silent,
    title: 'brings back what had gone silent',
    patches: [[{ heartbeatAt: recent, heartbeatTimeoutMs: 1e9 }]],
    becomes: { version: '2', heartbeatAt: recent, heartbeatTimeoutMs: 1e9 },
  },
  {
    ...silent,
    title: 'comes with every new bound, even without a time',
    patches: [[{ heartbeatTimeoutMs: 1e9 }]],
    becomes: { version: '2', heartbeatAt: expect.any(String), heartbeatTimeoutMs: 1e9 },
  },
  {
    ...silent,
    title: 'of what has ended comes late and changes nothing, and neither does a bound',
    patches: [
      [finish],
      [{ heartbeatAt: recent }],
      [{ heartbeatTimeoutMs: 5 }],
      [{ ...finish, heartbeatAt: recent }],
    ],
    becomes: {
      version: '2',
      status: 'FAILED',
      statusReason: 'ATTEMPT_FAILED',
      finishedAt: at(60),
      heartbeatAt: at(50),
      heartbeatTimeoutMs: 1000,
      attempts: [attempt(1, 'FAILED', at(0), at(60))],
      facts: ['1 attempt 1', '1 attempt_ok false'],
    },
  },
  {
    ...silent,
    title: 'is a new attempt, however long the silence before it was',
    patches: [[finish], [{ heartbeatAt: at(70) }], [{ startAttempt: { startedAt: soon } }]],
    becomes: {
      version: '3',
      statusReason: 'RETRYING',
      attempt: 2,
      heartbeatAt: soon,
      heartbeatTimeoutMs: 1000,
      attempts: [attempt(1, 'FAILED', at(0), at(60)), attempt(2, 'RUNNING', soon)],
      facts: ['1 attempt 1', '1 attempt_ok false', '2 attempt 2'],
    },
  },
  {
    ...silent,
    title: 'is none of what began long ago and is told only now',
    patches: [[{ startAttempt: { number: 2, startedAt: at(70) } }]],
    becomes: {
      version: '2',
      ...stale,
      attempt: 2,
      finishedAt: at(70),
      heartbeatAt: at(70),
      heartbeatTimeoutMs: 1000,
      attempts: [
        { ...attempt(1, 'FAILED', at(0)), statusReason: 'NEXT_ATTEMPT_STARTED' },
        { ...attempt(2, 'FAILED', at(70)), statusReason: 'HEARTBEAT_STALE' },
      ],
      facts: ['1 attempt 1', '2 attempt 2'],
    },
  },
  {
    ...silent,
    title: 'is not asked of what waits or is paused',
    patches: [[{ state: 'WAITING' }]],
    becomes: {
      version: '2',
      status: 'WAITING',
      statusReason: 'REPORTED',
      heartbeatAt: at(50),
      heartbeatTimeoutMs: 1000,
      attempts: [attempt(1, 'WAITING', at(0))],
    },
  },
  {
    title: 'may come before the first attempt, which does not begin by it',
    given: pending,
    patches: [[{ heartbeatAt: at(50) }], [{ finishAttempt: { verdict: 'OK' } }, conflict('finishAttempt')]],
    becomes: { ...ofPending, version: '2', heartbeatAt: at(50) },
  },
  {
    title: 'must be a time of our days, and its bound a number of milliseconds',
    patches: [
      [
        { heartbeatAt: '1969-12-31T23:59:59.999Z' },
        { code: 'BAD_USER_INPUT', field: 'heartbeatAt', limit: 0, received: -1 },
      ],
      [
        { heartbeatTimeoutMs: 0 },
        { code: 'BAD_USER_INPUT', field: 'heartbeatTimeoutMs', limit: 1, received: 0 },
      ],
    ],
    becomes: {},
  },
])
