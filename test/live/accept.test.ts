import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StreamOf, askOf, postTo, readStream, watchExecutions } from '../setup/ask/streams.ts'
import { type Api, answerIn, startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'

const query = 'subscription { executionsChanged(ids: ["a"]) { kind } }'
const body = { operations: [watchExecutions('w', ['a'])] }

describe.each(['without a socket', 'over a socket'])('a subscription %s', (how) => {
  let api: Api
  let ask: (path: string, init: RequestInit) => Promise<Response>
  let close = async () => {}
  beforeAll(async () => {
    api = await startApi({ title: 'memory', kinds: { main: 'memory' } })
    ask = askOf(api.app)
    if (how === 'without a socket') return
    const served = await listen(api.app)
    close = served.close
    ask = (path, init) => fetch(`${served.url}${path}`, init)
  })
  afterAll(async () => {
    await close()
    await api.app.close()
    await api.close()
  })
  const told = async (response: Response, kindsOf: (stream: StreamOf) => unknown) => {
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ])
    const stream = readStream(response)
    await expect.poll(() => kindsOf(stream)).toEqual(['UNKNOWN'])
    await stream.close()
  }
  const answer = async (response: Response): Promise<[number, string | null, unknown]> => [
    response.status,
    response.headers.get('content-type'),
    answerIn(await response.text()),
  ]

  it.each(['*/*', 'application/json', 'application/graphql-response+json', 'application/*'])(
    'that takes %s is refused by POST /graphql, and told what to send',
    async (accept) => {
      const [status, type, refused] = await answer(await postTo(ask, '/graphql', { query }, { accept }))
      expect([status, type?.replace(/;.*/, ''), refused]).toEqual([
        accept.includes('response') ? 400 : 200,
        accept.includes('response') ? 'application/graphql-response+json' : 'application/json',
        {
          errors: [
            {
              message:
                'A subscription is answered by a stream. Send "Accept: text/event-stream" with it, or use /graphql/stream.',
              locations: [{ line: 1, column: 16 }],
              extensions: { code: 'BAD_USER_INPUT', field: 'accept' },
            },
          ],
        },
      ])
    },
  )

  it('that takes nothing that there is is refused by POST /graphql', async () => {
    for (const accept of ['text/html', 'image/png', 'multipart/mixed'])
      expect(await answer(await postTo(ask, '/graphql', { query }, { accept }))).toEqual([
        406,
        'application/json',
        {
          errors: [
            {
              message: 'The answer is JSON. Send an "Accept" header that allows application/json, or none.',
              extensions: { code: 'BAD_USER_INPUT', field: 'accept' },
            },
          ],
        },
      ])
  })

  it.each(['text/event-stream', 'text/event-stream;q=0.9, */*;q=0.1', 'application/json, text/event-stream'])(
    'that takes %s is told by POST /graphql',
    async (accept) => {
      await told(await postTo(ask, '/graphql', { query }, { accept }), ({ events }) =>
        events.flatMap(({ event, data }) =>
          event === 'next'
            ? [(data['data'] as { executionsChanged: { kind: string } }).executionsChanged.kind]
            : [],
        ),
      )
    },
  )

  it.each(['*/*', 'text/*', 'text/event-stream', 'application/json, text/event-stream'])(
    'that takes %s is told by POST /graphql/stream',
    async (accept) => {
      await told(await postTo(ask, '/graphql/stream', body, { accept }), ({ of }) =>
        of('w').map(({ kind }) => kind),
      )
    },
  )

  it.each(['application/json', 'text/html', 'application/*'])(
    'that takes %s is refused by POST /graphql/stream',
    async (accept) => {
      expect(await answer(await postTo(ask, '/graphql/stream', body, { accept }))).toEqual([
        406,
        'application/json',
        {
          errors: [
            {
              message: 'The answer is a stream. Send "Accept: text/event-stream".',
              extensions: { code: 'BAD_USER_INPUT', field: 'accept' },
            },
          ],
        },
      ])
    },
  )
})
