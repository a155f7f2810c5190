import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/db/recording/payload.ts'
import { type Api, aloneSetups, startApi } from '../setup/servers/api.ts'
import { begun, record } from '../setup/seeds/records.ts'

/** Arrays within arrays. */
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

// As text: some of these values cannot be written as an object literal.
const texts = [
  ...[
    '{}',
    '[]',
    '""',
    '0',
    'false',
    'true',
    '-1.5',
    '1e+300',
    '5e-324',
    '9007199254740991',
    '-9007199254740991',
  ],
  ...['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":1},"":2}', '{"b":1,"a":2}'],
  ...[
    '"\\u0000"',
    '{"\\u0000":"\\u0000"}',
    '"\\ud800"',
    '["\\udc00\\ud83d"]',
    '{"\\udfff":1}',
    '"\ufffd\ufffe"',
  ],
  ...[
    '"quote \\" backslash \\\\ slash / {curly,braces}"',
    '"line\\nline\\r\\n\\t\u2028"',
    '"🙂 é e\u0301 \u202e"',
  ],
  ...[
    'null',
    '[null]',
    '{"a":null}',
    '"null"',
    '"\\\\u0000"',
    '"\'; drop table payloads; --"',
    '"$1 ? :now"',
  ],
  nested(499),
  JSON.stringify({ long: 'x'.repeat(300_000) }),
]
const ids = texts.map((_, index) => `value-${index}`)

describe.each(aloneSetups)('payloads on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup, { limits: { ...defaultLimits, valueBytes: 1_000_000 } })
    const executions = texts.map((text, index) => {
      const value = JSON.parse(text) as unknown
      const nodeResults = [{ nodeId: 'n', status: 'COMPLETED', value }]
      return begun(ids[index]!, 0, { inputs: value, outputs: { value }, nodeResults })
    })
    for (const name of names) await record(api, executions, name)
  })
  afterAll(() => api.close())

  it.each(names)('comes back as it was given, with its size and its beginning, from %s', async (backend) => {
    const answer = await api.data<{ executions: { inputs: Given; outputs: Given; nodeResults: Nodes }[] }>(
      `query ($ids: [ID!]!, $backend: String) { executions(ids: $ids, backend: $backend) {
        inputs { json bytes preview } outputs { json } nodeResults { nodes { value bytes } }
      } }`,
      { ids, backend },
    )
    const got = answer.executions.map(({ inputs, outputs, nodeResults: { nodes } }) => ({
      inputs: inputs && { ...inputs, json: JSON.stringify(inputs.json) },
      outputs: JSON.stringify(outputs.json),
      nodes: nodes.map(({ value, bytes }) => ({ value: JSON.stringify(value), bytes })),
    }))
    const expected = texts.map((text) => {
      const bytes = text === 'null' ? null : Buffer.byteLength(text)
      return {
        inputs: bytes && { json: text, bytes, preview: text.slice(0, 200) },
        outputs: `{"value":${text}}`,
        nodes: [{ value: text, bytes }],
      }
    })
    expect(got).toEqual(expected)
  })

  it('reads literals in the query as it reads variables', async () => {
    const answer = await api.data(`mutation { recordExecutions(input: { executions: [{
      id: "literal", flow: "Train", inputs: { __proto__: [1, 2.5, "\\u0000", null, true, YES], b: {} }
    }] }) { results { ok execution { inputs { json } } } } }`)
    expect(JSON.stringify(answer)).toBe(
      '{"recordExecutions":{"results":[{"ok":true,"execution":{"inputs":{"json":{"__proto__":[1,2.5,"\\u0000",null,true,"YES"],"b":{}}}}}]}}',
    )
  })

  it('shows the first output in one short line that lists can show', async () => {
    const outputs = [
      [{ loss: 0.25, accuracy: 1 }, 'loss: 0.25'],
      [{}, '{}'],
      [[1, 2], '[1,2]'],
      ['done', '"done"'],
      [{ text: 'x'.repeat(100) }, `text: "${'x'.repeat(43)}…`],
      [{ [`a${'🙂'.repeat(30)}`]: 1 }, `a${'🙂'.repeat(24)}\ufffd…`],
      [{ 'a\0\ud800': 1 }, 'a\ufffd\ufffd: 1'],
      [null, null],
    ] as const
    const executions = outputs.map(([value], index) => begun(`preview-${index}`, 0, { outputs: value }))
    await record(api, executions)
    const answer = await api.data('query ($ids: [ID!]!) { executions(ids: $ids) { outputPreview } }', {
      ids: executions.map(({ id }) => id),
    })
    expect(answer).toEqual({ executions: outputs.map(([, outputPreview]) => ({ outputPreview })) })
  })

  it('never cuts a character of a preview in two', async () => {
    await record(api, [begun('cut', 0, { inputs: `${'x'.repeat(198)}🙂` })])
    const answer = await api.data('{ execution(id: "cut") { inputs { preview } } }')
    expect(answer).toEqual({ execution: { inputs: { preview: `"${'x'.repeat(198)}` } } })
  })
})

interface Given {
  readonly json: unknown
  readonly bytes: number
  readonly preview: string
}

interface Nodes {
  readonly nodes: readonly { value: unknown; bytes: number | null }[]
}
