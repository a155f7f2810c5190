import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import {
  applied,
  attempt,
  conflict,
  ofPending,
  pending,
  refused,
  tell,
  update,
} from '../setup/seeds/patches.ts'
import { at, begun, record } from '../setup/seeds/records.ts'
import { statusWords, unknownWords } from '../setup/seeds/statuswords.ts'

const spelled = (word: string) => [word, word.toUpperCase(), ` \t${word[0]!.toUpperCase()}${word.slice(1)}\n`]
const words = Object.entries(statusWords).flatMap(([status, list]) =>
  list.flatMap(spelled).map((word) => ({ word, status })),
)

describe.each(aloneSetups)('a word for a status on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => void (api = await startApi(setup)))
  afterAll(() => api.close())

  it.each(names)('is understood in every spelling by %s', async (backend) => {
    const ids = words.map((_, index) => `word ${index}`)
    await record(
      api,
      ids.map((id) => begun(id, 0, pending)),
      backend,
    )
    const patches = words.map(({ word }, index) => ({ id: ids[index]!, status: word }))
    expect(await update(api, patches, backend)).toEqual(ids.map((id, index) => applied(index, id)))
    const query = `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) { status version } }`
    expect(await api.data(query, { ids, backend })).toEqual({
      executions: words.map(({ status }) => ({ status, version: status === 'PENDING' ? '1' : '2' })),
    })
  })

  it('that nobody knows is refused by name, before any statement', async () => {
    await record(api, [begun('open')])
    const query = `mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) {
      results { ok problem { code message field } }
    } }`
    const executions = unknownWords.map((status) => ({ id: 'open', status }))
    const answer = await api.ask(query, { input: { executions } })
    expect(answer.data).toEqual({
      updateExecutions: {
        results: unknownWords.map((word, index) => ({
          ok: false,
          problem: {
            code: 'BAD_USER_INPUT',
            field: `input.executions[${index}].status`,
            message: expect.stringContaining(`unknown value ${JSON.stringify(word)}`) as unknown,
          },
        })),
      },
    })
    expect(answer.extensions!.backends).toEqual([])
  })

  it('goes with nothing else that says the same, and brings only what fits it', async () => {
    await record(api, [begun('one')])
    const bad = [
      [{ status: 'ok', startAttempt: {} }, 'startAttempt'],
      [{ status: 'ok', finishAttempt: { verdict: 'OK' } }, 'finishAttempt'],
      [{ status: 'waiting', state: 'PAUSED' }, 'state'],
      [{ status: 'running', finishedAt: at(1) }, 'finishedAt'],
      [{ status: 'running', error: 'why' }, 'error'],
      [{ status: 'pending', startedAt: at(1) }, 'startedAt'],
      [{ startedAt: at(1) }, 'startedAt'],
      [{ finishedAt: at(1) }, 'finishedAt'],
      [{ error: 'why' }, 'error'],
    ] as const
    const answers = await update(
      api,
      bad.map(([patch]) => ({ id: 'one', ...patch })),
    )
    expect(answers).toEqual(
      bad.map(([, field], index) => refused(index, 'one', { code: 'BAD_USER_INPUT', field })),
    )
  })
})

tell('a status in a word', [
  {
    title: 'begins the first attempt, and says where it stands',
    given: pending,
    patches: [
      [{ status: 'queued' }],
      [{ status: 'running', startedAt: at(3) }],
      [{ status: 'running' }],
      [{ status: 'pending' }, conflict('status')],
      [{ status: 'waiting' }],
      [{ status: 'waiting' }],
      [{ status: 'paused' }],
      [{ status: 'running' }],
    ],
    becomes: {
      version: '5',
      startedAt: at(3),
      attempts: [attempt(1, 'RUNNING', at(3))],
    },
  },
  {
    title: 'of something never heard of before ends its first attempt',
    given: pending,
    patches: [[{ status: 'error', startedAt: at(3), finishedAt: at(8), error: 'out of memory' }]],
    becomes: {
      version: '2',
      status: 'FAILED',
      statusReason: 'ATTEMPT_FAILED',
      error: 'out of memory',
      startedAt: at(3),
      finishedAt: at(8),
      attempts: [attempt(1, 'FAILED', at(3), at(8), 'out of memory')],
      facts: ['1 attempt 1', '1 attempt_ok false', '1 attempt_error out of memory'],
    },
  },
  {
    title: 'that is an end stays: the same again changes nothing, another is a conflict',
    patches: [
      [{ status: 'succeeded', finishedAt: at(9) }],
      [{ status: 'done', finishedAt: at(10), state: null }],
      [{ status: 'failed' }, conflict('status')],
      [{ status: 'running' }, conflict('status')],
      [{ status: 'waiting' }, conflict('status')],
      [{ status: 'queued' }, conflict('status')],
    ],
    becomes: {
      version: '2',
      status: 'COMPLETED',
      statusReason: 'ATTEMPT_OK',
      finishedAt: at(9),
      attempts: [attempt(1, 'COMPLETED', at(0), at(9))],
      facts: ['1 attempt 1', '1 attempt_ok true'],
    },
  },
  {
    title: 'cannot end before it began',
    given: { attempts: [{ number: 1, startedAt: at(100) }] },
    patches: [
      [
        { status: 'ok', finishedAt: at(99) },
        {
          code: 'BAD_USER_INPUT',
          field: 'finishedAt',
          limit: Date.parse(at(100)),
          received: Date.parse(at(99)),
        },
      ],
    ],
    becomes: { startedAt: at(100), attempts: [attempt(1, 'RUNNING', at(100))] },
  },
  {
    title: 'without a time is as of now',
    given: pending,
    patches: [[{ status: 'ok' }]],
    becomes: {
      ...ofPending,
      version: '2',
      status: 'COMPLETED',
      statusReason: 'ATTEMPT_OK',
      attempt: 1,
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
      attempts: [attempt(1, 'COMPLETED', expect.any(String), expect.any(String))],
      facts: ['1 attempt 1', '1 attempt_ok true'],
    },
  },
])
