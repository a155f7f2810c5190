import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { countStatements } from '../setup/ask/counting.ts'
import { begun, record } from '../setup/seeds/records.ts'

const limits = { valueBytes: 64, payloadBytes: 400, keepLargeValues: false }
const cut = 'bytes truncated truncatedKeys { name bytes json }'
const fields = `inputs { json ${cut} } outputs { json ${cut} } nodeResults { nodes { value ${cut} } }`

interface Cut {
  readonly bytes: number
  readonly truncated: boolean
  readonly truncatedKeys: readonly { name: string | null; bytes: number; json: unknown }[]
}
interface Execution {
  readonly inputs: Cut & { json: unknown }
  readonly outputs: Cut & { json: unknown }
  readonly nodeResults: { readonly nodes: readonly (Cut & { value: unknown })[] }
}

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
/** A value that was stored whole. */
const whole = (value: unknown) => ({
  json: JSON.stringify(value),
  bytes: size(value),
  truncated: false,
  truncatedKeys: [],
})
/** A value of which these keys were cut, or with `null` all of it. */
const less = (value: unknown, json: unknown, keys: Readonly<Record<string, number>> | null) => ({
  json: JSON.stringify(json),
  bytes: size(value),
  truncated: true,
  truncatedKeys: keys
    ? Object.entries(keys).map(([name, bytes]) => ({ name, bytes, json: null }))
    : [{ name: null, bytes: size(value), json: null }],
})

const x = (length: number) => 'x'.repeat(length)
const parsed = (text: string) => JSON.parse(text) as unknown
const numbers = Array.from({ length: 40 }, (_, index) => index)
const smallKeys = Object.fromEntries(numbers.map((number) => [`key ${number}`, number]))

/** What is given, and what is stored of it. */
const cases: readonly (readonly [given: unknown, stored: object])[] = [
  // A value of 64 bytes is kept, one of 65 is not.
  ...[x(62), 'é'.repeat(31), '😀'.repeat(15), `${'\0'.repeat(10)}ab`, '"'.repeat(31), `${x(56)}\ud800`].map(
    (value) => [{ value }, whole({ value })] as const,
  ),
  [{ a: x(63) }, less({ a: x(63) }, { a: x(62) }, { a: 65 })],
  [{ a: `x${'é'.repeat(31)}` }, less({ a: `x${'é'.repeat(31)}` }, { a: `x${'é'.repeat(30)}` }, { a: 65 })],
  [
    { a: `xxx${'😀'.repeat(15)}` },
    less({ a: `xxx${'😀'.repeat(15)}` }, { a: `xxx${'😀'.repeat(14)}` }, { a: 65 }),
  ],
  [
    { a: `xxx${'\0'.repeat(10)}` },
    less({ a: `xxx${'\0'.repeat(10)}` }, { a: `xxx${'\0'.repeat(9)}` }, { a: 65 }),
  ],
  [{ a: [x(62)] }, less({ a: [x(62)] }, { a: `["${x(59)}` }, { a: 66 })],
  // Only what is too large is cut, and what only looks like something that was cut is a value like others.
  [
    { a: 1, b: x(100), c: { d: [null] }, e: '<truncated: 102 bytes>' },
    less(
      { a: 1, b: x(100), c: { d: [null] }, e: '<truncated: 102 bytes>' },
      { a: 1, b: x(62), c: { d: [null] }, e: '<truncated: 102 bytes>' },
      { b: 102 },
    ),
  ],
  ...[
    '<truncated: 20480 bytes>',
    { truncated: true, bytes: 9, truncatedKeys: [{ name: 'a', bytes: 9 }] },
    '[1,2,3',
    '{"a":"x',
  ].map((value) => [value, whole(value)] as const),
  [
    parsed(`{"__proto__":"${x(100)}","constructor":{"prototype":1}}`),
    less(
      parsed(`{"__proto__":"${x(100)}","constructor":{"prototype":1}}`),
      parsed(`{"__proto__":"${x(62)}","constructor":{"prototype":1}}`),
      parsed('{"__proto__":102}') as Record<string, number>,
    ),
  ],
  [{ '\0\ud800': x(63) }, less({ '\0\ud800': x(63) }, { '\0\ud800': x(62) }, { '\0\ud800': 65 })],
  // What is no object is one value.
  [x(62), whole(x(62))],
  [x(63), less(x(63), x(62), null)],
  [numbers, less(numbers, JSON.stringify(numbers).slice(0, 62), null)],
  // Too many keys: their names alone leave no room. And a key may be too long to tell what became of it.
  [smallKeys, less(smallKeys, JSON.stringify(smallKeys).slice(0, 51), null)],
  [{ [x(300)]: 1 }, whole({ [x(300)]: 1 })],
  [{ [x(255)]: x(65) }, less({ [x(255)]: x(65) }, { [x(255)]: x(62) }, { [x(255)]: 67 })],
  [{ [x(256)]: x(65) }, less({ [x(256)]: x(65) }, `{"${x(59)}`, null)],
  // Seven times 64 bytes do not fit into 400: the largest are cut alike, the small ones stay.
  [
    { small: 1, a: x(60), b: x(61), c: x(62), d: x(99), e: x(1000), f: x(58), g: 'y', h: x(57) },
    less(
      { small: 1, a: x(60), b: x(61), c: x(62), d: x(99), e: x(1000), f: x(58), g: 'y', h: x(57) },
      { small: 1, a: x(47), b: x(47), c: x(47), d: x(47), e: x(47), f: x(47), g: 'y', h: x(47) },
      { a: 62, b: 63, c: 64, d: 101, e: 1002, f: 60, h: 59 },
    ),
  ],
]
const ids = cases.map((_, index) => `case-${index}`)
const of = ({ json, ...rest }: Cut & { json: unknown }) => ({ ...rest, json: JSON.stringify(json) })

describe.each(aloneSetups)('a large value on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup, { limits })
    const sent = cases.map(([given], index) =>
      begun(ids[index]!, 0, {
        inputs: given,
        outputs: given,
        nodeResults: [{ nodeId: 'n', status: 'COMPLETED', value: given }],
      }),
    )
    for (const name of names) await record(api, sent, name)
  })
  afterAll(() => api.close())

  const read = async (known: readonly string[], backend: string) =>
    (
      await api.data<{ executions: Execution[] }>(
        `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) { ${fields} } }`,
        { ids: known, backend },
      )
    ).executions

  it.each(names)(
    'leaves its beginning and its true size in inputs, outputs and node results of %s',
    async (backend) => {
      const got = await read(ids, backend)
      for (const [index, [, stored]] of cases.entries()) {
        const { inputs, outputs, nodeResults } = got[index]!
        const nodes = nodeResults.nodes.map(({ value, ...node }) => of({ ...node, json: value }))
        expect([of(inputs), of(outputs), nodes]).toEqual([stored, stored, [stored]])
      }
    },
  )

  it.each(names)('is cut in the same way by an update in %s', async (backend) => {
    const own = ids.map((id) => `updated-${id}`)
    await record(
      api,
      own.map((id) => begun(id)),
      backend,
    )
    const patches = cases.map(([given], index) => ({
      id: own[index],
      outputs: given,
      nodeResults: [{ nodeId: 'n', status: 'COMPLETED', value: given }],
    }))
    await api.data(
      'mutation ($input: UpdateExecutionsInput!) { updateExecutions(input: $input) { results { ok } } }',
      { input: { executions: patches, backend } },
    )
    const got = await read(own, backend)
    const before = await read(ids, backend)
    expect(got).toEqual(before.map((execution) => ({ ...execution, inputs: null })))
  })

  it('may hold 10,240 bytes of a value and a MiB of all, where nothing else is said', async () => {
    const usual = await startApi(setup)
    try {
      const large = Object.fromEntries(numbers.map((number) => [`key ${number}`, x(10_238)]))
      const three = { ...large, ...Object.fromEntries(numbers.map((n) => [`more ${n}`, x(10_238)])) }
      const five = {
        ...three,
        ...Object.fromEntries(numbers.map((n) => [`most ${n}`, x(10_238)])),
        a: x(5_000_000),
      }
      await record(usual, [
        begun('a', 0, { inputs: { kept: x(10_238), cut: x(10_239) }, outputs: three }),
        begun('b', 0, { inputs: five }),
      ])
      const query = `{ executions(ids: ["a", "b"]) { inputs { json ${cut} } outputs { json truncated } } }`
      const [a, b] = (await usual.data<{ executions: Execution[] }>(query)).executions
      expect(a).toEqual({
        inputs: {
          json: { kept: x(10_238), cut: x(10_238) },
          bytes: 20_497,
          truncated: true,
          truncatedKeys: [{ name: 'cut', bytes: 10_241, json: null }],
        },
        outputs: { json: three, truncated: false },
      })
      const { json, bytes, truncatedKeys } = b!.inputs
      expect(bytes).toBe(size(five))
      expect(size(json)).toBeGreaterThan(1_040_000)
      expect(size(json)).toBeLessThanOrEqual(1_048_576)
      expect(truncatedKeys).toHaveLength(121)
      expect(truncatedKeys.at(-1)).toEqual({ name: 'a', bytes: 5_000_002, json: null })
    } finally {
      await usual.close()
    }
  })

  it('takes no variable that was not given for a value', async () => {
    await api.data(
      `mutation ($none: JSON, $large: JSON) { recordExecutions(input: { executions: [
        { id: "none", flow: "Train", outputs: { none: $none, large: $large } }
      ] }) { results { ok } } }`,
      { large: x(100) },
    )
    const query = '{ execution(id: "none") { outputPreview outputs { json } } }'
    const outputPreview = `large: "${x(42)}…`
    expect(await api.data(query)).toEqual({
      execution: { outputPreview, outputs: { json: { large: x(62) } } },
    })
  })
})

describe.each(aloneSetups)('a large value that is kept whole on $title', (setup) => {
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup, { limits: { ...limits, keepLargeValues: true } })
    const sent = cases.map(([given], index) =>
      begun(ids[index]!, 0, {
        inputs: given,
        outputs: { other: given },
        nodeResults: [1, 2].map((attempt) => ({
          nodeId: 'n',
          attempt,
          status: 'COMPLETED',
          value: attempt === 1 ? given : [given],
        })),
      }),
    )
    await record(api, sent)
  })
  afterAll(() => api.close())

  it('comes back to its last character when it is asked for', async () => {
    const got = await api.data<{ executions: Execution[] }>(
      `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`,
      { ids },
    )
    for (const [index, [given]] of cases.entries()) {
      const { inputs, outputs, nodeResults } = got.executions[index]!
      const [first, second] = nodeResults.nodes
      const pairs = [
        [inputs, inputs.json, given],
        [outputs, outputs.json, { other: given }],
        [first!, first!.value, given],
        [second!, second!.value, [given]],
      ] as const
      for (const [{ truncatedKeys }, json, value] of pairs)
        expect(JSON.stringify(completed(json, truncatedKeys))).toBe(JSON.stringify(value))
    }
  })

  it('costs one statement over all that is asked for, and none when only its size is', async () => {
    const counter = await countStatements(api)
    const query = (json: string) => `query ($ids: [ID!]!) { executions(ids: $ids, backend: "main") {
      inputs { json truncatedKeys { name bytes ${json} } } outputs { truncatedKeys { bytes ${json} } }
      nodeResults { nodes { value truncatedKeys { ${json} name } } }
    } }`
    const ask = async (json: string) => {
      const { answer, seen } = await counter.during(() => api.ask(query(json), { ids }))
      expect(answer.errors).toBeUndefined()
      expect(statements(answer)).toEqual(seen)
      return seen
    }
    try {
      // Executions, payloads, node results and their values.
      expect(await ask('')).toEqual({ main: 4 })
      expect(await ask('json')).toEqual({ main: 5 })
    } finally {
      await counter.close()
    }
  })
})

/** What is stored, with the whole values in their places. */
function completed(json: unknown, keys: Cut['truncatedKeys']): unknown {
  if (keys.length === 0) return json
  if (keys[0]!.name === null) return keys[0]!.json
  const entries = new Map(keys.map(({ name, json: all }) => [name!, all]))
  const parts = Object.entries(json as object).map(
    ([name, value]) =>
      `${JSON.stringify(name)}:${JSON.stringify(entries.has(name) ? entries.get(name) : value)}`,
  )
  return parsed(`{${parts.join(',')}}`)
}
