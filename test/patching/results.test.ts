import { type Story, attempt, conflict, tell } from '../setup/seeds/patches.ts'
import { at } from '../setup/seeds/records.ts'

const ended = {
  version: '2',
  status: 'COMPLETED',
  statusReason: 'ATTEMPT_OK',
  finishedAt: at(10),
  attempts: [attempt(1, 'COMPLETED', at(0), at(10))],
  facts: ['1 attempt 1', '1 attempt_ok true'],
}
const finish = { finishAttempt: { verdict: 'OK', finishedAt: at(10) } }
const payload = (json: unknown) => ({ json, bytes: Buffer.byteLength(JSON.stringify(json)) })
const node = (nodeId: string, status: string, more: object = {}) => ({
  nodeId,
  attempt: 1,
  status,
  startedAt: null,
  finishedAt: null,
  durationMs: null,
  error: null,
  value: null,
  ...more,
})
const send = (...nodeResults: object[]) => ({ nodeResults })

tell('outputs', [
  {
    title: 'come while it runs, in place of those before',
    patches: [[{ outputs: { a: 1, b: 2 } }], [{ outputs: { b: 2 } }]],
    becomes: { version: '3', outputs: payload({ b: 2 }), outputPreview: 'b: 2' },
  },
  {
    title: 'come with the end, are there when it is repeated, and stay',
    patches: [
      [{ ...finish, outputs: [1] }],
      [{ ...finish, outputs: [2] }],
      [{ outputs: [3] }, conflict('outputs')],
    ],
    becomes: { ...ended, outputs: payload([1]), outputPreview: '[1]' },
  },
  {
    title: 'cannot come after the end, not even of something that had none',
    patches: [[finish], [{ outputs: {} }, conflict('outputs')]],
    becomes: ended,
  },
  {
    title: 'cannot come with the end of an earlier attempt',
    patches: [
      [{ startAttempt: { number: 2, startedAt: at(5) } }],
      [
        { finishAttempt: { number: 1, verdict: 'FAILED', finishedAt: at(4) }, outputs: 1 },
        conflict('outputs'),
      ],
      [{ finishAttempt: { number: 1, verdict: 'FAILED', finishedAt: at(4) } }],
      [{ finishAttempt: { number: 1, verdict: 'FAILED', finishedAt: at(4) }, outputs: 2 }],
    ],
    becomes: {
      version: '3',
      statusReason: 'RETRYING',
      attempt: 2,
      attempts: [attempt(1, 'FAILED', at(0), at(4)), attempt(2, 'RUNNING', at(5))],
      facts: ['1 attempt 1', '2 attempt 2', '1 attempt_ok false'],
    },
  },
  {
    title: 'of a new attempt take the place of those of the last one, which stay until then',
    patches: [
      [{ finishAttempt: { verdict: 'FAILED', finishedAt: at(5) }, outputs: 1 }],
      [{ startAttempt: { startedAt: at(6) } }],
      [{ ...finish, outputs: 2 }],
    ],
    becomes: {
      ...ended,
      version: '4',
      attempt: 2,
      outputs: payload(2),
      outputPreview: '2',
      attempts: [attempt(1, 'FAILED', at(0), at(5)), attempt(2, 'COMPLETED', at(6), at(10))],
      facts: ['1 attempt 1', '1 attempt_ok false', '2 attempt 2', '2 attempt_ok true'],
    },
  },
])

tell('node results', [
  {
    title: 'keep what is not given anew, from the beginning to the end',
    patches: [
      [send({ nodeId: 'fit', status: 'RUNNING', startedAt: at(1), value: { rows: 3 } })],
      [send({ nodeId: 'fit', status: 'RUNNING' })],
      [send({ nodeId: 'fit', status: 'COMPLETED', finishedAt: at(4) }, { nodeId: 'load', status: 'READY' })],
    ],
    becomes: {
      version: '3',
      nodeCount: 2,
      nodeResults: [
        node('fit', 'COMPLETED', {
          startedAt: at(1),
          finishedAt: at(4),
          durationMs: 3,
          value: { rows: 3 },
        }),
        node('load', 'READY'),
      ],
    },
  },
  {
    title: 'change what is given anew',
    patches: [
      [send({ nodeId: 'fit', status: 'RUNNING', startedAt: at(1), value: 'early', error: 'warned' })],
      [
        send({
          nodeId: 'fit',
          status: 'FAILED',
          startedAt: at(2),
          finishedAt: at(4),
          value: 'late',
          error: 'broke',
        }),
      ],
    ],
    becomes: {
      version: '3',
      nodeCount: 1,
      nodeResults: [
        node('fit', 'FAILED', {
          startedAt: at(2),
          finishedAt: at(4),
          durationMs: 2,
          value: 'late',
          error: 'broke',
        }),
      ],
    },
  },
  {
    title: 'that are settled stay so, and repeating them is no change',
    patches: [
      [send({ nodeId: 'a', status: 'COMPLETED', value: 1 }, { nodeId: 'b', status: 'SKIPPED' })],
      [send({ nodeId: 'a', status: 'COMPLETED', value: 2 })],
      [
        send({ nodeId: 'c', status: 'RUNNING' }, { nodeId: 'a', status: 'RUNNING' }),
        conflict('nodeResults[1].status'),
      ],
      [send({ nodeId: 'b', status: 'COMPLETED' }), conflict('nodeResults[0].status')],
    ],
    becomes: {
      version: '2',
      nodeCount: 2,
      nodeResults: [node('a', 'COMPLETED', { value: 1 }), node('b', 'SKIPPED')],
    },
  },
  {
    title: 'have attempts of their own, and count as one node',
    patches: [
      [send({ nodeId: 'a', status: 'FAILED', error: 'once' })],
      [send({ nodeId: 'a', attempt: 2, status: 'RUNNING', startedAt: at(3) })],
      [send({ nodeId: 'a', attempt: 2, status: 'COMPLETED' }, { nodeId: 'a', attempt: 1, status: 'FAILED' })],
    ],
    becomes: {
      version: '4',
      nodeCount: 1,
      nodeResults: [
        node('a', 'FAILED', { error: 'once' }),
        node('a', 'COMPLETED', { attempt: 2, startedAt: at(3) }),
      ],
    },
  },
  {
    title: 'cannot end before they began, as was told earlier',
    patches: [
      [send({ nodeId: 'a', status: 'RUNNING', startedAt: at(9) })],
      [
        send({ nodeId: 'b', status: 'RUNNING' }, { nodeId: 'a', status: 'COMPLETED', finishedAt: at(8) }),
        {
          code: 'BAD_USER_INPUT',
          field: 'nodeResults[1].finishedAt',
          limit: Date.parse(at(9)),
          received: Date.parse(at(8)),
        },
      ],
    ],
    becomes: { version: '2', nodeCount: 1, nodeResults: [node('a', 'RUNNING', { startedAt: at(9) })] },
  },
  {
    title: 'come with the end, are there when it is repeated, and not after it',
    patches: [
      [{ ...finish, ...send({ nodeId: 'a', status: 'COMPLETED' }) }],
      [{ ...finish, ...send({ nodeId: 'b', status: 'COMPLETED' }) }],
      [send({ nodeId: 'a', status: 'COMPLETED' }), conflict('nodeResults')],
      [{ status: 'ok', ...send({ nodeId: 'a', status: 'FAILED' }) }],
    ],
    becomes: { ...ended, nodeCount: 1, nodeResults: [node('a', 'COMPLETED')] },
  },
  {
    title: 'of what was recorded with some are merged with those',
    given: {
      nodeResults: [
        { nodeId: 'a', status: 'RUNNING', startedAt: at(1), value: [7] },
        { nodeId: 'b', status: 'FAILED' },
      ],
    },
    patches: [
      [
        send(
          { nodeId: 'a', status: 'COMPLETED', finishedAt: at(2) },
          { nodeId: 'b', attempt: 2, status: 'READY' },
        ),
      ],
    ],
    becomes: {
      version: '2',
      nodeCount: 2,
      nodeResults: [
        node('a', 'COMPLETED', { startedAt: at(1), finishedAt: at(2), durationMs: 1, value: [7] }),
        node('b', 'FAILED'),
        node('b', 'READY', { attempt: 2 }),
      ],
    },
  },
])

const note = (value: string, more: object = {}) => ({
  metadata: [{ field: 'note', value, ts: at(1), ...more }],
})
const annotating: Story['patches'] = [
  [note('early')],
  [{ ...finish, ...note('at the end', { attempt: 1 }) }],
  [note('late')],
  [{ ...finish, ...note('and again') }],
  [{ ...note('refused'), state: 'WAITING' }, conflict('state')],
  [
    { metadata: [{ field: 'attempt_ok', value: 'false' }] },
    { code: 'BAD_USER_INPUT', field: 'metadata[0].field' },
  ],
]

tell('notes and tags', [
  {
    title: 'are added at any time, every note once more',
    patches: annotating,
    becomes: {
      ...ended,
      version: '5',
      facts: [
        ...[
          '1 attempt 1',
          '0 note early',
          '1 attempt_ok true',
          '1 note at the end',
          '0 note late',
          '0 note and again',
        ],
      ],
    },
  },
  {
    title: 'come and go, and what is so already is no change',
    given: { tags: ['a', 'b'] },
    patches: [
      [{ addTags: ['a'], removeTags: ['x'] }],
      [{ addTags: ['c', 'c'], removeTags: ['a'] }],
      [finish],
      [{ addTags: ['d', 'c'], removeTags: ['a'] }],
      [
        { addTags: ['e'], removeTags: ['e'] },
        { code: 'BAD_USER_INPUT', field: 'removeTags' },
      ],
      [{ addTags: ['a'] }],
      [{ removeTags: ['a'] }],
    ],
    becomes: { ...ended, version: '6', tags: ['b', 'c', 'd'] },
  },
])
