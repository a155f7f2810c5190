import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'
import { residentMegabytes } from '../setup/servers/resident.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

/** A server with its bounds, or with a fourth of them. */
const part = sized(1, 4)
const mb = 1_000_000 / part
const answerBytes = 33_554_432 / part
const count = 40
const ids = Array.from({ length: count }, (_, index) => `e${index}`)

interface Body {
  readonly data?: Record<string, never>
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
}

/** What each store says of sizes before it is read: `longtexts`. */
describe.each(sized(kinds, ['sqlite']))('answers of a server over %s', (kind) => {
  let place: Place
  let server: Served
  const sockets: Socket[] = []
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    const bounds = [
      ...['--max-value-bytes', String(2 * mb), '--max-payload-bytes', String(2 * mb)],
      ...['--max-answer-bytes', String(answerBytes), '--max-outgoing-bytes', String(8 * answerBytes)],
      ...['--max-input-bytes', String(answerBytes / 2)],
    ]
    server = await serve(['--backend', `main=${place.url}`, ...bounds])
    for (let index = 0; index < count; index += 4) await record(ids.slice(index, index + 4))
  })
  afterAll(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    await server.stop()
    await place.remove()
  })

  /** Executions with large inputs. */
  async function record(some: readonly string[]) {
    const executions = some.map((id) => ({ id, flow: 'F', inputs: { big: 'x'.repeat(mb) } }))
    const answer = await server.ask(
      'mutation ($executions: [ExecutionInput!]!) { recordExecutions(input: { executions: $executions }) { results { ok } } }',
      { executions },
    )
    expect((answer.body as Body).data).toEqual({
      recordExecutions: { results: some.map(() => ({ ok: true })) },
    })
  }
  const inputs = async (some: readonly string[], fields: string): Promise<Body> => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) { inputs { ${fields} } } }`
    return (await server.ask(query, { ids: some })).body
  }

  it('hold as many bytes as they may, each alias counted, and say what would be too many', async () => {
    const thirty = await inputs(ids.slice(0, 30), 'json')
    expect(thirty.errors).toBeUndefined()
    expect(thirty.data).toEqual({
      executions: ids.slice(0, 30).map(() => ({ inputs: { json: { big: 'x'.repeat(mb) } } })),
    })
    const forty = await inputs(ids, 'json')
    expect(forty.data).toEqual({ executions: ids.map(() => ({ inputs: null })) })
    expect(forty.errors!.map(({ extensions }) => extensions)).toEqual([
      { code: 'QUERY_TOO_EXPENSIVE', limit: answerBytes, received: count * (mb + 10) },
    ])
    const twice = await inputs(ids.slice(0, 20), 'a: json b: json')
    expect(twice.errors!.map(({ extensions: { code, limit } }) => ({ code, limit }))).toEqual([
      { code: 'QUERY_TOO_EXPENSIVE', limit: answerBytes },
    ])
    const beginnings = await inputs(ids, 'bytes truncated preview')
    const preview = `{"big":"${'x'.repeat(192)}`
    expect(beginnings.data).toEqual({
      executions: ids.map(() => ({ inputs: { bytes: mb + 10, truncated: false, preview } })),
    })
  })

  it('are kept for those who do not read them as far as there is room, and others are answered', async () => {
    const query = JSON.stringify({
      query: 'query ($ids: [ID!]!) { executions(ids: $ids) { inputs { json } } }',
      variables: { ids: ids.slice(0, 25) },
    })
    const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${query.length}\r\n\r\n`
    for (let index = 0; index < 10; index += 1) {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(head + query))
      sockets.push(socket)
      // The beginning of the answer has come, and nobody reads it.
      await once(socket, 'readable')
    }
    const code = async () => (await inputs(ids.slice(0, 25), 'json')).errors?.[0]?.extensions['code']
    await expect.poll(code, { interval: 500 }).toBe('RATE_LIMITED')
    expect((await inputs(ids.slice(0, 1), 'bytes')).data).toEqual({
      executions: [{ inputs: { bytes: mb + 10 } }],
    })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    expect(residentMegabytes(server.child.pid!)).toBeLessThan(1_000)
    for (const socket of sockets.splice(0)) socket.destroy()
    await expect.poll(code, { interval: 500 }).toBeUndefined()
  })

  it('hold as many values as they may', async () => {
    const aliases = Array.from({ length: 501 }, (_, index) => `a${index}: flow`).join(' ')
    const repeated = Array.from({ length: 500 }, () => 'e0')
    const { body } = await server.ask(`query ($ids: [ID!]!) { executions(ids: $ids) { ${aliases} } }`, {
      ids: repeated,
    })
    expect(body).toMatchObject({
      data: { executions: null },
      errors: [{ extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 200_000, received: 250_501 } }],
    })
  })
})
