import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const mb = 1_000_000
const count = 12

interface Body {
  readonly data?: {
    readonly claimActions: { readonly actions: readonly { readonly executionId: string }[] } | null
  }
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
}

// What a claim reads is tested on each store elsewhere.
describe.each(sized(kinds, ['sqlite']))('claims of a worker over %s', (kind) => {
  let place: Place
  let server: Here
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    server = await serveHere(place.url)
    const dagOf = (kind: string) => ({ nodes: [{ id: 'a', kind }], edges: [] })
    for (let index = 0; index < count + 2; index += 1) {
      const dag = dagOf(index < count ? 'a' : 'b')
      const executions = [{ id: `e${index}`, flow: 'F', dag, inputs: { big: 'x'.repeat(mb) } }]
      const { body } = await server.ask(
        'mutation ($executions: [StartExecutionInput!]!) { startExecutions(input: { executions: $executions }) { results { ok } } }',
        { executions },
      )
      expect(body).toMatchObject({ data: { startExecutions: { results: [{ ok: true }] } } })
    }
  })
  afterAll(async () => {
    await server.close()
    await place.remove()
  })

  const claiming = (fields: string) =>
    `mutation { claimActions(input: { worker: "w", kinds: ["a"], limit: 100, leaseMs: 3600000 }) { actions { executionId ${fields} } } }`
  const claim = async (fields: string): Promise<Body> => (await server.ask(claiming(fields))).body

  const inPlaces = (places: number) =>
    Array.from({ length: places }, (_, index) => `a${index}: input`).join(' ')

  it('are told at once what could never fit into one answer, and what to ask instead', async () => {
    const { data, errors } = await claim(inPlaces(40))
    expect(data).toEqual({ claimActions: null })
    const bytes = mb + 10
    expect(errors!.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
      {
        message: `There is work, but an answer may have 33554432 bytes, and an input of ${bytes} bytes in 40 places has ${40 * bytes}, without the rest of the answer. Select "input" once.`,
        extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 33_554_432, received: 40 * bytes },
      },
    ])
  })

  it('may come again when only what they did not read yet takes the room', async () => {
    const ofB = `claimActions(input: { worker: "w", kinds: ["b"] }) { actions { ${inPlaces(20)} } }`
    const { body } = await server.ask(`mutation { first: ${ofB} second: ${ofB} }`)
    const bytes = mb + 10
    expect((body as Body).errors!.map(({ message, extensions }) => ({ message, extensions }))).toEqual([
      {
        message: `There is work, but no room now for an input of ${bytes} bytes in every place where it is selected. Read earlier answers, then claim again.`,
        extensions: { code: 'RATE_LIMITED', received: 20 * bytes },
      },
    ])
  })

  it('hold nothing when their answer has no room, or when nobody takes it', async () => {
    expect((await claim(inPlaces(40))).data).toEqual({ claimActions: null })
    const body = JSON.stringify({ query: claiming('input') })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    await once(socket, 'readable')
    expect((await claim('')).data!.claimActions!.actions).toEqual([])
    socket.destroy()
    const found: string[] = []
    await expect
      .poll(
        async () => {
          const { actions } = (await claim('')).data!.claimActions!
          return found.push(...actions.map(({ executionId }) => executionId))
        },
        { interval: 200 },
      )
      .toBe(count)
    expect(found.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `e${index}`).toSorted())
  })
})
