import { type Story, attempt, conflict, ofPending, pending, tell } from '../setup/seeds/patches.ts'
import { at } from '../setup/seeds/records.ts'

const ms = (text: string) => Date.parse(text)
const ended = { attempts: [{ number: 1, startedAt: at(0), finishedAt: at(5), verdict: 'FAILED' }] }
const ofEnded = {
  status: 'FAILED',
  statusReason: 'ATTEMPT_FAILED',
  finishedAt: at(5),
  attempts: [attempt(1, 'FAILED', at(0), at(5))],
  facts: ['1 attempt 1', '1 attempt_ok false'],
}
const finish = (verdict: string, ms = 10, more: object = {}) => ({
  finishAttempt: { verdict, finishedAt: at(ms), ...more },
})
const start = (ms: number, number?: number) => ({ startAttempt: { number, startedAt: at(ms) } })

const ends = [
  ['OK', 'COMPLETED', 'ATTEMPT_OK', 'true'],
  ['FAILED', 'FAILED', 'ATTEMPT_FAILED', 'false'],
  ['CANCELLED', 'CANCELLED', 'CANCELLED', 'cancelled'],
  ['TIMED_OUT', 'TIMED_OUT', 'TIMED_OUT', 'timed_out'],
] as const

tell(
  'the end of an attempt',
  ends.map(([verdict, status, statusReason, value]): Story => {
    const others = ends.filter(([other]) => other !== verdict).map(([other]) => other)
    return {
      title: `${verdict} stays: the same again changes nothing, another is a conflict`,
      patches: [
        [finish(verdict, 10, { error: 'why' })],
        [finish(verdict, 99, { error: 'another' })],
        [finish(verdict, 10, { number: 1 })],
        ...others.map((other) => [finish(other), conflict('finishAttempt.verdict')] as const),
        [{ state: 'WAITING' }, conflict('state')],
      ],
      becomes: {
        version: '2',
        status,
        statusReason,
        finishedAt: at(10),
        error: 'why',
        attempts: [attempt(1, status, at(0), at(10), 'why')],
        facts: ['1 attempt 1', `1 attempt_ok ${value}`, '1 attempt_error why'],
      },
    }
  }),
)

tell('an attempt that cannot end', [
  {
    title: 'nothing has begun',
    given: pending,
    patches: [
      [finish('OK'), conflict('finishAttempt')],
      [finish('OK', 10, { number: 1 }), conflict('finishAttempt.number')],
    ],
    becomes: ofPending,
  },
  {
    title: 'it never began, whether it is a later one or was skipped',
    patches: [
      [finish('OK', 10, { number: 2 }), conflict('finishAttempt.number')],
      [start(3, 3)],
      [finish('OK', 10, { number: 2 }), conflict('finishAttempt.number')],
      [finish('OK', 10, { number: 4 }), conflict('finishAttempt.number')],
    ],
    becomes: {
      version: '2',
      statusReason: 'RETRYING',
      attempt: 3,
      attempts: [
        { ...attempt(1, 'FAILED', at(0)), statusReason: 'NEXT_ATTEMPT_STARTED' },
        attempt(3, 'RUNNING', at(3)),
      ],
      facts: ['1 attempt 1', '3 attempt 3'],
    },
  },
  {
    title: 'it would end before it began',
    given: { attempts: [{ number: 1, startedAt: at(100) }] },
    patches: [
      [
        finish('OK', 99),
        {
          code: 'BAD_USER_INPUT',
          field: 'finishAttempt.finishedAt',
          limit: ms(at(100)),
          received: ms(at(99)),
        },
      ],
      [finish('OK', 100)],
    ],
    becomes: {
      version: '2',
      status: 'COMPLETED',
      statusReason: 'ATTEMPT_OK',
      startedAt: at(100),
      finishedAt: at(100),
      attempts: [attempt(1, 'COMPLETED', at(100), at(100))],
      facts: ['1 attempt 1', '1 attempt_ok true'],
    },
  },
])

tell('the beginning of an attempt', [
  {
    title: 'of one that is queued is the first, and of one that runs a conflict without a number',
    given: pending,
    patches: [[start(7)], [start(8), conflict('startAttempt.number')], [start(9, 1)]],
    becomes: { version: '2', startedAt: at(7), attempts: [attempt(1, 'RUNNING', at(7))] },
  },
  {
    title: 'of one that ended is the next, and forgets how the last one ended',
    given: ended,
    patches: [[start(7)], [start(8), conflict('startAttempt.number')], [start(9, 2)], [start(9, 1)]],
    becomes: {
      version: '2',
      statusReason: 'RETRYING',
      attempt: 2,
      attempts: [attempt(1, 'FAILED', at(0), at(5)), attempt(2, 'RUNNING', at(7))],
      facts: [...ofEnded.facts, '2 attempt 2'],
    },
  },
  {
    title: 'with a number that began already changes nothing, even when it has ended',
    given: ended,
    patches: [[start(7, 1)], [start(8, 1)]],
    becomes: ofEnded,
  },
  {
    title: 'of an earlier one that comes late changes only that one',
    given: pending,
    patches: [
      [start(30, 3)],
      [start(10, 1)],
      [start(99, 1)],
      [finish('FAILED', 15, { number: 1, error: 'late' })],
      [finish('FAILED', 16, { number: 1 })],
      [finish('OK', 16, { number: 1 }), conflict('finishAttempt.verdict')],
      [finish('OK', 9, { number: 2 }), conflict('finishAttempt.number')],
    ],
    becomes: {
      version: '4',
      statusReason: 'RETRYING',
      attempt: 3,
      startedAt: at(30),
      attempts: [attempt(1, 'FAILED', at(10), at(15), 'late'), attempt(3, 'RUNNING', at(30))],
      facts: ['3 attempt 3', '1 attempt 1', '1 attempt_ok false', '1 attempt_error late'],
    },
  },
  {
    title: 'and its end, in one patch that is sent twice',
    given: pending,
    patches: [[{ ...start(1, 1), ...finish('OK', 2) }], [{ ...start(1, 1), ...finish('OK', 2) }]],
    becomes: {
      version: '2',
      status: 'COMPLETED',
      statusReason: 'ATTEMPT_OK',
      startedAt: at(1),
      finishedAt: at(2),
      attempts: [attempt(1, 'COMPLETED', at(1), at(2))],
      facts: ['1 attempt 1', '1 attempt_ok true'],
    },
  },
  {
    title: 'is undone when the end in the same patch is refused',
    given: ended,
    patches: [
      [
        { ...start(20), ...finish('OK', 19) },
        {
          code: 'BAD_USER_INPUT',
          field: 'finishAttempt.finishedAt',
          limit: ms(at(20)),
          received: ms(at(19)),
        },
      ],
    ],
    becomes: ofEnded,
  },
  {
    title: 'and a late end of the one before, while the new one runs and after it has ended',
    patches: [
      [start(20, 2)],
      [finish('TIMED_OUT', 15, { number: 1 })],
      [finish('OK', 30)],
      [finish('TIMED_OUT', 40, { number: 1 })],
      [finish('FAILED', 40, { number: 1 }), conflict('finishAttempt.verdict')],
    ],
    becomes: {
      version: '4',
      status: 'COMPLETED',
      statusReason: 'ATTEMPT_OK',
      attempt: 2,
      finishedAt: at(30),
      attempts: [attempt(1, 'TIMED_OUT', at(0), at(15)), attempt(2, 'COMPLETED', at(20), at(30))],
      facts: ['1 attempt 1', '2 attempt 2', '1 attempt_ok timed_out', '2 attempt_ok true'],
    },
  },
])

tell('a reported state', [
  {
    title: 'comes and goes, and once more is no change',
    patches: [
      [{ state: 'WAITING' }],
      [{ state: 'WAITING' }],
      [{ state: 'PAUSED' }],
      [{ state: null }],
      [{ state: null }],
    ],
    becomes: { version: '4' },
  },
  {
    title: 'is one of the open attempt',
    patches: [[{ state: 'PAUSED' }]],
    becomes: {
      version: '2',
      status: 'PAUSED',
      statusReason: 'REPORTED',
      attempts: [attempt(1, 'PAUSED', at(0))],
    },
  },
  {
    title: 'ends with its attempt, and a new one goes on without it',
    patches: [[{ state: 'WAITING' }], [finish('FAILED')], [{ state: null }], [start(20)], [{ state: null }]],
    becomes: {
      version: '4',
      statusReason: 'RETRYING',
      attempt: 2,
      attempts: [attempt(1, 'FAILED', at(0), at(10)), attempt(2, 'RUNNING', at(20))],
      facts: ['1 attempt 1', '1 attempt_ok false', '2 attempt 2'],
    },
  },
  {
    title: 'needs an attempt, which may begin in the same patch',
    given: pending,
    patches: [
      [{ state: 'WAITING' }, conflict('state')],
      [{ state: null }],
      [{ ...start(1), state: 'WAITING' }],
    ],
    becomes: {
      version: '2',
      status: 'WAITING',
      statusReason: 'REPORTED',
      startedAt: at(1),
      attempts: [attempt(1, 'WAITING', at(1))],
    },
  },
])
