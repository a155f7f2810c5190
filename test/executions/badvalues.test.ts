import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { type Sent, results } from '../setup/seeds/records.ts'
import { instant } from '../setup/seeds/runs.ts'

const now = Date.UTC(2026, 5, 1, 12)
const day = 86_400_000

/** Every place where an instant stands. */
const places: readonly (readonly [field: string, sent: (time: string) => Sent])[] = [
  ['heartbeatAt', (time) => ({ heartbeatAt: time })],
  ['startedAt', (time) => ({ status: 'running', startedAt: time })],
  ['finishedAt', (time) => ({ status: 'done', finishedAt: time })],
  ['attempts[0].startedAt', (time) => ({ attempts: [{ number: 1, startedAt: time }] })],
  [
    'attempts[0].finishedAt',
    (time) => ({ attempts: [{ number: 1, startedAt: instant(0), finishedAt: time, verdict: 'OK' }] }),
  ],
  ['metadata[0].ts', (time) => ({ metadata: [{ field: 'note', value: '', ts: time }] })],
  [
    'nodeResults[0].startedAt',
    (time) => ({ nodeResults: [{ nodeId: 'a', status: 'READY', startedAt: time }] }),
  ],
  [
    'nodeResults[0].finishedAt',
    (time) => ({ nodeResults: [{ nodeId: 'a', status: 'FAILED', finishedAt: time }] }),
  ],
]
const ahead = [now + day + 1, Date.UTC(2100), Date.parse('9999-12-31T23:59:59.999Z')]
const fine = [0, 1, now, now + day]

describe.each(aloneSetups)('an instant on $title', (setup) => {
  const backend = Object.keys(setup.kinds).at(-1)!
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    vi.useFakeTimers({ toFake: ['Date'], now })
  })
  afterAll(async () => {
    vi.useRealTimers()
    await api.close()
  })

  const sendAll = (times: readonly number[], prefix: string) => {
    const sent = times.flatMap((time) =>
      places.map(([field, make]) => ({ field, time, sent: make(instant(time)) })),
    )
    const executions = sent.map((one, index) => ({ id: `${prefix} ${index}`, flow: 'Train', ...one.sent }))
    return { sent, answers: results(api, executions, backend) }
  }

  it('that lies more than a day ahead is refused wherever it stands', async () => {
    const { sent, answers } = sendAll(ahead, 'ahead')
    expect((await answers).map(({ problem }) => problem && { ...problem, message: '' })).toEqual(
      sent.map(({ field, time }, index) => ({
        code: 'BAD_USER_INPUT',
        message: '',
        limit: now + day,
        received: time,
        field: `input.executions[${index}].${field}`,
      })),
    )
  })

  it('from 1970 to a day ahead is taken', async () => {
    const { answers } = sendAll(fine, 'fine')
    expect((await answers).filter(({ ok }) => !ok)).toEqual([])
  })
})

describe.each(aloneSetups)('a number in a payload on $title', (setup) => {
  let api: Api
  beforeAll(async () => void (api = await startApi(setup)))
  afterAll(() => api.close())

  /** As text: what JSON can write, JavaScript cannot always. */
  async function send(executions: string) {
    const query = `mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) {
      results { ok id problem { code field } }
    } }`
    const response = await api.app.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":{"input":{"executions":[${executions}]}}}`,
    })
    return (await response.json()) as object
  }

  it('that is too large for a number is refused rather than stored as nothing', async () => {
    const bad = [
      ...['"inputs":1e400', '"inputs":{"a":-1e999}', '"outputs":[[{"a":[1,1e309]}]]'],
      '"nodeResults":[{"nodeId":"n","status":"FAILED","value":2e308}]',
    ]
    const fields = ['inputs', 'inputs', 'outputs', 'nodeResults[0].value']
    const elements = [...bad, '"inputs":1.7976931348623157e308'].map(
      (more, index) => `{"id":"n-${index}","flow":"Train",${more}}`,
    )
    expect(await send(elements.join(','))).toMatchObject({
      data: {
        recordExecutions: {
          results: [
            ...fields.map((field, index) => ({
              ok: false,
              id: `n-${index}`,
              problem: { code: 'BAD_USER_INPUT', field: `input.executions[${index}].${field}` },
            })),
            { ok: true, id: 'n-4', problem: null },
          ],
        },
      },
    })
    expect(await api.data('{ execution(id: "n-4") { inputs { json } } }')).toEqual({
      execution: { inputs: { json: Number.MAX_VALUE } },
    })
  })

  it('is refused likewise where it stands in the query', async () => {
    const answer = await api.data(`mutation { recordExecutions(input: { executions: [
      { id: "literal", flow: "Train", inputs: { a: [1e400] } }
    ] }) { results { ok problem { code field } } } }`)
    const problem = { code: 'BAD_USER_INPUT', field: 'input.executions[0].inputs' }
    expect(answer).toEqual({ recordExecutions: { results: [{ ok: false, problem }] } })
  })

  it('is no sample rate if it is too large', async () => {
    const answer = await send('{"id":"a","flow":"Train","sampleRate":1e400}')
    const field = 'input.executions[0].sampleRate'
    expect(answer).toMatchObject({
      data: { recordExecutions: { results: [{ ok: false, problem: { code: 'BAD_USER_INPUT', field } }] } },
    })
  })
})
