import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { at, begun, record, results } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const strange = [
  ...[
    '"',
    "'",
    `it's "so"`,
    '\\',
    '\\\\"',
    '\\u0000',
    '{',
    '}',
    '{}',
    '{a,b}',
    '{"a"}',
    '[',
    '[]',
    ',',
    'a,b',
  ],
  ...['%', '_', '$1', '?', ':now', '$.id', '#', '`', ';', '--', '/*', '\u001f', '\u007f', '\t', '\n', '\r\n'],
  ...["Robert'); drop table executions; --", "' or 1 = 1 --", 'null', 'NULL', 'true', '0', '-1', '1e3', '00'],
  ...['__proto__', 'constructor', 'toString', 'A', 'a', ' a', 'a ', ' ', 'é', 'e\u0301', 'İ', 'ß', 'ﬀ'],
  ...['🙂', '👩‍👩‍👧', '\u{10ffff}', '\ufeff', '\ufffd', '\u2028', '\u202e', '\u00a0', 'x'.repeat(255)],
  `${'🙂'.repeat(127)}x`,
]
/** Each is the parent of the one after it, and the last of the first. */
const parentOf = (text: string) => strange.at(strange.indexOf(text) - 1)!
const childOf = (text: string) => strange[(strange.indexOf(text) + 1) % strange.length]!
const impossible = ['', '\0', 'a\0b', '\ud800', 'a\udc00b', 'x'.repeat(256), 'x'.repeat(10_000)]

describe.each(sized(setups, mixedSetups))('strange ids on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api

  // The text stands wherever a text can: what one place escapes, another must escape too.
  const whole = (text: string) => ({
    ...begun(text, 0, { flow: text, runNumber: 1, step: text, parentId: parentOf(text) }),
    source: text,
    scriptPath: text,
    tags: [text],
    attempts: [{ number: 1, startedAt: at(0), finishedAt: at(1), verdict: 'FAILED', error: text }],
    metadata: [{ field: text, value: text }],
    nodeResults: [{ nodeId: text, status: 'FAILED', error: text, value: text }],
    inputs: { [text]: text },
    dag: { title: text, nodes: [{ id: text, kind: text, label: text, typeSignature: text }] },
  })

  beforeAll(async () => {
    api = await startApi(setup)
    for (const name of names) await record(api, strange.map(whole), name)
  })
  afterAll(() => api.close())

  it('finds every one of them by id and by key, together and alone', async () => {
    const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { id key } }'
    const asked = names.flatMap((name) => strange.map((id) => `${name}:${id}`))
    const answer = await api.ask(query, { ids: [...strange, ...asked] })
    const expected = [
      ...strange.map((id) => ({ id, key: `main:${id}` })),
      ...names.flatMap((name) => strange.map((id) => ({ id, key: `${name}:${id}` }))),
    ]
    expect(answer.data).toEqual({ executions: expected })
    expect(statements(answer)).toEqual(each(setup, 1))
    const alone = strange.map((id) => api.data(query, { ids: [id] }))
    expect(await Promise.all(alone)).toEqual(
      strange.map((id) => ({ executions: [{ id, key: `main:${id}` }] })),
    )
  })

  it('gives the same texts back from every table', async () => {
    const query = `query ($ids: [ID!]!) { executions(ids: $ids) {
      id flow step source scriptPath error tags
      parent { id } children { nodes { id } } run { id flow }
      attempts { nodes { error } }
      metadata(last: 1) { nodes { field value } }
      nodeResults { nodes { nodeId error value } }
      inputs { json }
      dag { title nodes { id kind label typeSignature } }
    } }`
    for (const name of names) {
      const answer = await api.data<{ executions: { inputs: { json: object } }[] }>(query, {
        ids: strange.map((id) => `${name}:${id}`),
      })
      const expected = strange.map((text) => ({
        id: text,
        flow: text,
        step: text,
        source: text,
        scriptPath: text,
        error: text,
        tags: [text],
        parent: { id: parentOf(text) },
        children: { nodes: [{ id: childOf(text) }] },
        run: { id: `${name}:${text}/1`, flow: text },
        attempts: { nodes: [{ error: text }] },
        metadata: { nodes: [{ field: text, value: text }] },
        inputs: `{${JSON.stringify(text)}:${JSON.stringify(text)}}`,
        nodeResults: { nodes: [{ nodeId: text, error: text, value: text }] },
        dag: { title: text, nodes: [{ id: text, kind: text, label: text, typeSignature: text }] },
      }))
      const { executions } = answer
      // A key `__proto__` is compared as text: an object that holds it is not what it seems.
      expect(executions.map((got) => ({ ...got, inputs: JSON.stringify(got.inputs.json) }))).toEqual(expected)
    }
  })

  it('answers null for texts that no id can be, and asks no backend for them', async () => {
    const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }'
    const keys = impossible.map((id) => `main:${id}`)
    const answer = await api.ask(query, { ids: [...impossible, ...keys] })
    expect(answer).toEqual({
      data: { executions: [...impossible, ...keys].map(() => null) },
      extensions: { backends: [] },
    })
    for (const id of impossible) {
      expect((await api.ask('query ($id: ID!) { execution(id: $id) { id } }', { id })).data).toEqual({
        execution: null,
      })
    }
  })

  it('answers null for an id that is only almost known', async () => {
    const near = ['É', 'E\u0301', 'B', ' a ', 'x'.repeat(254), '🙂'.repeat(127), '"%"', '%%', '__proto']
    const answer = await api.data('query ($ids: [ID!]!) { executions(ids: $ids) { id } }', { ids: near })
    expect(answer).toEqual({ executions: near.map(() => null) })
  })

  it('refuses to record what no id can be, in every place where an id stands', async () => {
    const places = (id: string) =>
      [
        ['id', begun(id)],
        ['flow', begun('ok', 0, { flow: id })],
        ['step', begun('ok', 0, { step: id })],
        ['parentId', begun('ok', 0, { parentId: id })],
        ['tags[1]', begun('ok', 0, { tags: ['ok', id] })],
        ['metadata[0].field', begun('ok', 0, { metadata: [{ field: id, value: '' }] })],
        ['nodeResults[0].nodeId', begun('ok', 0, { nodeResults: [{ nodeId: id, status: 'READY' }] })],
        ['dag.nodes[0].id', begun('ok', 0, { dag: { nodes: [{ id }] } })],
        [
          'dag.groups[0].id',
          begun('ok', 0, { dag: { nodes: [{ id: 'a' }], groups: [{ id, label: '', nodeIds: [] }] } }),
        ],
      ] as const
    const all = impossible.flatMap((id) => places(id).map(([field, sent]) => ({ id, field, sent })))
    const got = await results(
      api,
      all.map(({ sent }) => sent),
    )
    expect(got.map(({ problem }) => problem && { ...problem, message: '' })).toEqual(
      all.map(({ id, field }, index) => ({
        code: 'BAD_USER_INPUT',
        message: '',
        field: `input.executions[${index}].${field}`,
        limit: id.length > 255 ? 255 : null,
        received: id.length > 255 ? id.length : null,
      })),
    )
  })
})
