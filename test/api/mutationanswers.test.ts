import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Here, serveHere } from '../setup/servers/served.ts'
import { type Place, kinds, newReadyPlace } from '../setup/servers/stores.ts'

interface Body {
  readonly data?: Record<string, unknown>
  readonly errors?: readonly { readonly extensions: Record<string, unknown> }[]
}

const bytes = 1_048_576
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
const aliases = (count: number, field: string) => times(count, (index) => `a${index}: ${field}`).join(' ')
const records = (prefix: string, count: number, more: object = {}) =>
  times(count, (index) => ({ id: `${prefix}${index}`, flow: 'F', ...more }))

describe.each(kinds)('the answers of mutations on a server over %s', (kind) => {
  let place: Place
  let server: Here
  beforeAll(async () => {
    place = await newReadyPlace(kind)
    const answerLimits = { bytes, values: 200_000 }
    server = await serveHere(place.url, { answerLimits, inputBytes: bytes, outputBytes: bytes })
  })
  afterAll(async () => {
    await server.close()
    await place.remove()
  })

  const ask = async (query: string, variables: object): Promise<Body> =>
    (await server.ask(query, variables as Record<string, unknown>)).body
  const parameter = '$executions: [ExecutionInput!]!'
  const recording = (fields: string, list = '$executions') =>
    `recordExecutions(input: { executions: ${list} }) { results { ${fields} } }`
  const stored = async (ids: readonly string[]) => {
    const { data } = await ask('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids })
    return (data!['executions'] as readonly unknown[]).filter((one) => one !== null).length
  }
  const tooMany = (received: number) => ({
    errors: [{ extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 200_000, received } }],
  })

  it('are refused before anything is written when their width tells that they are too large', async () => {
    const executions = records('wide', 500)
    const wide = `mutation (${parameter}) { ${recording(aliases(401, 'ok'))} }`
    expect(await ask(wide, { executions })).toMatchObject(tooMany(500 * 401 + 2))
    const whole = 'mutation ($input: RecordExecutionsInput!) { recordExecutions(input: $input) { ...P } }'
    const fragment = `fragment P on RecordExecutionsPayload { results { ${aliases(401, 'ok')} } }`
    expect(await ask(`${whole} ${fragment}`, { input: { executions } })).toMatchObject(tooMany(500 * 401 + 2))
    const halves = `mutation (${parameter}) { ${times(2, (n) => `m${n}: ${recording(aliases(201, 'ok'))}`).join(' ')} }`
    expect(await ask(halves, { executions })).toMatchObject(tooMany(2 * 500 * 201 + 4))
    const literal = times(500, (index) => `{ id: "wide${index}", flow: "F" }`).join(' ')
    expect(await ask(`mutation { ${recording(aliases(401, 'ok'), `[${literal}]`)} }`, {})).toMatchObject(
      tooMany(500 * 401 + 2),
    )
    expect(await stored(executions.map(({ id }) => id))).toBe(0)
  })

  it('tell what was written when lists within them turn out to be too large', async () => {
    const executions = records('deep', 100, { metadata: times(60, () => ({ field: 'f', value: 'v' })) })
    const fields = `ok execution { metadata(first: 100) { nodes { ${aliases(40, 'field')} } } }`
    const two = `mutation (${parameter}, $more: [ExecutionInput!]!) {
      first: ${recording(fields)} second: ${recording('ok id', '$more')} }`
    const more = records('more', 100)
    const { data, errors } = await ask(two, { executions, more })
    expect(errors!.every(({ extensions }) => extensions['code'] === 'QUERY_TOO_EXPENSIVE')).toBe(true)
    expect(data).toMatchObject({
      first: { results: executions.map(() => ({ ok: true })) },
      second: { results: more.map(({ id }) => ({ ok: true, id })) },
    })
  })

  it.each([100, 500])(
    'tell what was written without the records when %i of these are too many bytes',
    async (count) => {
      const executions = records(`long${count}-`, count, { scriptPath: 'p'.repeat(1_000) })
      const fields = `index ok id problem { code } execution { ${aliases(20, 'scriptPath')} }`
      const { data, errors } = await ask(`mutation (${parameter}) { ${recording(fields)} }`, { executions })
      expect(data).toEqual({
        recordExecutions: {
          results: executions.map(({ id }, index) => ({
            index,
            ok: true,
            id,
            problem: null,
            execution: null,
          })),
        },
      })
      expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: bytes } }])
      expect(await stored(executions.map(({ id }) => id))).toBe(count)
    },
  )
})
