import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'
import { type Place, kinds, newPlace } from '../setup/servers/stores.ts'

const mb = 1_000_000
const count = 12

interface Body {
  readonly data?: {
    readonly claimActions: { readonly actions: readonly { readonly executionId: string }[] } | null
  }
  readonly errors?: readonly { readonly extensions: Record<string, unknown> }[]
}

describe.each(kinds)('claims of a worker over %s', (kind) => {
  let place: Place
  let server: Served
  beforeAll(async () => {
    place = await newPlace(kind)
    server = await serve(['--backend', `main=${place.url}`])
    const dag = { nodes: [{ id: 'a', kind: 'a' }], edges: [] }
    for (let index = 0; index < count; index += 1) {
      const executions = [{ id: `e${index}`, flow: 'F', dag, inputs: { big: 'x'.repeat(mb) } }]
      const { body } = await server.ask(
        'mutation ($executions: [StartExecutionInput!]!) { startExecutions(input: { executions: $executions }) { results { ok } } }',
        { executions },
      )
      expect(body).toMatchObject({ data: { startExecutions: { results: [{ ok: true }] } } })
    }
  })
  afterAll(async () => {
    await server.stop()
    await place.remove()
  })

  const claiming = (fields: string) =>
    `mutation { claimActions(input: { worker: "w", kinds: ["a"], limit: 100, leaseMs: 3600000 }) { actions { executionId ${fields} } } }`
  const claim = async (fields: string): Promise<Body> => (await server.ask(claiming(fields))).body

  it('hold nothing when their answer has no room, or when nobody takes it', async () => {
    const aliases = Array.from({ length: 40 }, (_, index) => `a${index}: input`).join(' ')
    const { data, errors } = await claim(aliases)
    expect(data).toEqual({ claimActions: null })
    expect(errors!.map(({ extensions }) => extensions)).toEqual([
      { code: 'RATE_LIMITED', received: expect.any(Number) },
    ])
    const body = JSON.stringify({ query: claiming('input') })
    const socket = connect(server.port, '127.0.0.1')
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
        { timeout: 20_000, interval: 200 },
      )
      .toBe(count)
    expect(found.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `e${index}`).toSorted())
  })
})
