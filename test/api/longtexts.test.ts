import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type Api, apiOver } from '../setup/servers/api.ts'
import { kinds, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const length = sized(100_000, 30_000)
const long = 'x'.repeat(length)
/** The long text is sent once and stored many times. */
const failure =
  'startedAt: "2026-11-20T09:00:00Z", finishedAt: "2026-11-20T09:00:01Z", verdict: FAILED, error: $long'
/** What an answer may hold, and as many long texts as it has no room for. */
const answerBytes = sized(8, 2) * 1024 * 1024
const count = 100

/** The same backend, which also tells how long the texts are that are read. */
function measured(backend: Backend, tell: (characters: number) => void): Backend {
  const read: Backend['read'] = async (...asked) => {
    const rows = await backend.read(...asked)
    for (const value of rows.flatMap((row) => Object.values(row as object)))
      if (typeof value === 'string') tell(value.length)
    return rows
  }
  return { ...backend, read }
}

/** How a list is asked, and the text of each of its elements. */
interface List {
  readonly query: (fields: string, first?: number) => string
  readonly short: string
  readonly text: string
  /** Default: the length of the text. */
  readonly stored?: number
}

describe.each(kinds)('long texts in lists of a server over %s', (kind) => {
  let api: Api
  let characters = 0
  const times = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index))

  const attempt = (index: number) => `{ number: ${index + 1}, ${failure} }`
  const failed = times(
    count,
    (index) =>
      `id: "e${index}", attempts: [${attempt(0)}], inputs: $inputs, nodeResults: [{ nodeId: "n", status: FAILED, error: $long }]`,
  )
  beforeAll(async () => {
    const place = await newReadyPlace(kind)
    const backend = await openBackend(parseBackend(`main=${place.url}`))
    const store = measured(backend, (length) => (characters += length))
    api = apiOver([store], [place], {
      answerLimits: { bytes: answerBytes, values: 200_000 },
      limits: { valueBytes: 2 * length, payloadBytes: 2 * length, keepLargeValues: false },
    })
    await record([
      'id: "noted", inputs: $inputs',
      `id: "tried", attempts: [${times(count, attempt).join(' ')}]`,
    ])
    await record(failed)
    await api.ask('mutation { recordRuns(input: { runs: [{ flow: "F", number: 1 }] }) { results { ok } } }')
    for (const place of ['execution: "noted"', 'run: { flow: "F", number: 1 }, step: "start"']) {
      const facts = times(count, () => `{ ${place}, field: "note", value: $long }`).join(' ')
      const mutation = `mutation ($long: String!) { recordMetadata(input: { facts: [${facts}] }) { results { ok } } }`
      await api.ask(mutation, { long })
    }
  })
  afterAll(() => api.close())

  async function record(some: readonly string[]) {
    const given = some.map((one) => `{ flow: "F", runNumber: 1, ${one} }`).join(' ')
    const query = `mutation ($long: String, $inputs: JSON) { recordExecutions(input: { executions: [${given}] }) { results { ok problem { message } } } }`
    expect((await api.ask(query, { long, inputs: long })).data).toEqual({
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
    // Of which the quotes are counted, too.
    'inputs': {
      query: (fields: string, first = count) =>
        `{ executions(ids: ${JSON.stringify(ids.slice(0, first))}) { inputs { ${fields} } } }`,
      short: 'bytes',
      text: 'json',
      stored: length + 2,
    },
    'node results': {
      query: (fields: string, first = count) =>
        `{ executions(ids: ${JSON.stringify(ids.slice(0, first))}) { nodeResults { nodes { ${fields} } } } }`,
      short: 'status',
      text: 'error',
    },
  }

  describe.each(Object.entries<List>(lists))('such as %s', (_, { query, short, text, stored = length }) => {
    it('are counted by their stored size before they are read', async () => {
      characters = 0
      const answer = await api.ask(query(text))
      expect(answer.errors!.map(({ extensions }) => extensions)).toEqual([
        { code: 'QUERY_TOO_EXPENSIVE', limit: answerBytes, received: count * stored },
      ])
      expect(characters).toBeLessThan(length)
    })

    it('are not read where nobody asks for them', async () => {
      characters = 0
      const answer = await api.ask(query(short))
      expect(answer.errors).toBeUndefined()
      expect(characters).toBeLessThan(length)
    })

    it('arrive whole as far as the answer has room', async () => {
      characters = 0
      const { data, errors } = await api.ask(query(text, 25))
      expect(errors).toBeUndefined()
      expect(JSON.stringify(data).split(`"${text}":"${long}"`)).toHaveLength(26)
      expect(characters).toBeGreaterThan(25 * length)
    })
  })
})
