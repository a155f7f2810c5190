import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'
import { type Place, kinds, newPlace } from '../setup/servers/stores.ts'
import { residentMegabytes } from '../setup/servers/resident.ts'

const length = 100_000
const long = 'x'.repeat(length)
/** The long text is sent once and stored many times. */
const failure =
  'startedAt: "2026-11-20T09:00:00Z", finishedAt: "2026-11-20T09:00:01Z", verdict: FAILED, error: $long'
/** As many of them as no answer may hold. */
const count = 400

interface Body {
  readonly data?: Record<string, never>
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[]
  readonly extensions?: { readonly backends: readonly { readonly statements: number }[] }
}

describe.each(kinds)('long texts in lists of a server over %s', (kind) => {
  let place: Place
  let server: Served
  beforeAll(async () => {
    place = await newPlace(kind)
    server = await serve(['--backend', `main=${place.url}`])
    await record(['id: "noted"', `id: "tried", attempts: [${times(count, attempt).join(' ')}]`])
    for (let start = 0; start < count; start += 100) await record(failed(start))
    await ask('mutation { recordRuns(input: { runs: [{ flow: "F", number: 1 }] }) { results { ok } } }')
    for (const place of ['execution: "noted"', 'run: { flow: "F", number: 1 }, step: "start"']) {
      const facts = times(count / 4, () => `{ ${place}, field: "note", value: $long }`).join(' ')
      const mutation = `mutation ($long: String!) { recordMetadata(input: { facts: [${facts}] }) { results { ok } } }`
      for (let index = 0; index < 4; index += 1) await ask(mutation, { long })
    }
  })
  afterAll(async () => {
    await server.stop()
    await place.remove()
  })

  const times = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index))

  const attempt = (index: number) => `{ number: ${index + 1}, ${failure} }`
  const failed = (start: number) =>
    times(
      100,
      (index) =>
        `id: "e${start + index}", attempts: [${attempt(0)}], nodeResults: [{ nodeId: "n", status: FAILED, error: $long }]`,
    )

  async function ask(query: string, variables?: Record<string, unknown>): Promise<Body> {
    return (await server.ask(query, variables)).body
  }

  async function record(some: readonly string[]) {
    const given = some.map((one) => `{ flow: "F", runNumber: 1, ${one} }`).join(' ')
    const query = `mutation ($long: String) { recordExecutions(input: { executions: [${given}] }) { results { ok problem { message } } } }`
    expect((await ask(query, { long })).data).toEqual({
      recordExecutions: { results: some.map(() => ({ ok: true, problem: null })) },
    })
  }

  const ids = times(count, (index) => `e${index}`)
  const lists = {
    'the facts of an execution': {
      query: (fields: string, first = count) =>
        `{ execution(id: "noted") { metadata(first: ${first}) { nodes { ${fields} } } } }`,
      short: 'field',
      text: 'value',
    },
    'the facts of a run': {
      query: (fields: string, first = count) =>
        `{ run(flow: "F", ref: "1") { metadata(first: ${first}) { nodes { ${fields} } } } }`,
      short: 'field',
      text: 'value',
    },
    'the attempts of an execution': {
      query: (fields: string, first = count) =>
        `{ execution(id: "tried") { attempts(first: ${first}) { nodes { ${fields} } } } }`,
      short: 'status',
      text: 'error',
    },
    'executions by id': {
      query: (fields: string, first = count) =>
        `{ executions(ids: ${JSON.stringify(ids.slice(0, first))}) { ${fields} } }`,
      short: 'status',
      text: 'error',
    },
    'node results': {
      query: (fields: string, first = count) =>
        `{ executions(ids: ${JSON.stringify(ids.slice(0, first))}) { nodeResults { nodes { ${fields} } } } }`,
      short: 'status',
      text: 'error',
    },
  }

  describe.each(Object.entries(lists))('such as %s', (_, { query, short, text }) => {
    it('are counted by their stored size before they are read', async () => {
      const before = residentMegabytes(server.child.pid!, 'VmHWM')
      const answer = await ask(query(text))
      expect(answer.errors!.map(({ extensions }) => extensions)).toEqual([
        { code: 'QUERY_TOO_EXPENSIVE', limit: 33_554_432, received: count * length },
      ])
      expect(residentMegabytes(server.child.pid!, 'VmHWM') - before).toBeLessThan(60)
    })

    it('are not read where nobody asks for them', async () => {
      const answer = await ask(query(short))
      expect(answer.errors).toBeUndefined()
    })

    it('arrive whole as far as the answer has room', async () => {
      const { data, errors } = await ask(query(text, 100))
      expect(errors).toBeUndefined()
      expect(JSON.stringify(data).split(`"${text}":"${long}"`)).toHaveLength(101)
    })
  })
})
