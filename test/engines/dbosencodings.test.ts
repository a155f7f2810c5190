import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statements } from '../setup/ask/answers.ts'
import type { Api } from '../setup/servers/api.ts'
import { pickle, startDbos, superjson, workflow } from '../setup/servers/dbos.ts'
import { kinds } from '../setup/servers/stores.ts'

type Case = readonly [id: string, name: string | null, stored: string, json: unknown, encoding: string | null]

const date = '2026-01-01T00:00:00.000Z'
const portable = { positionalArgs: [1], namedArgs: {} }
const legacy = { dbos_type: 'dbos_Date', dbos_data: '2024' }

/** A payload in each encoding, and how it is shown. */
const payloads: readonly Case[] = [
  ['superjson', 'js_superjson', superjson([1, { a: 'é' }]), [1, { a: 'é' }], null],
  ['typed', 'js_superjson', superjson([date], { values: { 0: ['Date'] } }), [date], 'superjson'],
  ['marked', null, superjson({ b: 2 }), { b: 2 }, null],
  ['portable', 'portable_json', JSON.stringify(portable), portable, null],
  ['pickled', 'py_pickle', pickle, pickle, 'py_pickle'],
  ['legacy', null, JSON.stringify(legacy), legacy, null],
  ['legacypickle', null, pickle, pickle, 'text'],
  ['foreign', 'secret_box', 'not {json', 'not {json', 'secret_box'],
  ['foreignjson', 'my_json', ' [1, 2] ', [1, 2], null],
  ['surrogate', 'portable_json', '"\\ud800 \\u0000"', '\ud800 \u0000', null],
  ['cut', 'js_superjson', '{"json":[1,2', '{"json":[1,2', 'js_superjson'],
  ['long', 'js_superjson', superjson(['x'.repeat(100_000)]), ['x'.repeat(100_000)], null],
]

const rows = {
  workflow_status: [
    ...payloads.map(([id, serialization]) => workflow(id, { status: 'SUCCESS', serialization })),
    workflow('inrow', { status: 'ERROR', inputs: '[1]', output: null, error: '{"message":"of old"}' }),
    workflow('bad', { status: 'ERROR', serialization: 'js_superjson' }),
    workflow('pythonic', { status: 'ERROR', serialization: 'py_pickle' }),
  ],
  workflow_input: payloads.map(([id, , stored]) => ({ workflow_uuid: id, inputs: stored })),
  workflow_output: [
    ...payloads.map(([id, , stored]) => ({ workflow_uuid: id, output: stored, error: null })),
    {
      workflow_uuid: 'bad',
      output: null,
      error: superjson({ name: 'Error', message: 'boom', stack: 'at x' }),
    },
    { workflow_uuid: 'pythonic', output: null, error: pickle },
    { workflow_uuid: 'gone', output: '1', error: null },
  ],
}

describe.each(kinds)('payloads of DBOS in %s', (kind) => {
  let api: Api
  beforeAll(async () => {
    api = await startDbos(kind, rows)
  }, 60_000)
  afterAll(() => api.close())

  it.each(payloads)('are decoded: %s', async (id, _, stored, json, encoding) => {
    const answer = await api.ask(
      `{ execution(id: "${id}") { inputs { json bytes encoding preview truncated } outputs { json } } }`,
    )
    expect(answer.errors).toBeUndefined()
    const bytes = Buffer.byteLength(stored)
    const inputs = { json, bytes, encoding, preview: expect.any(String) as string, truncated: false }
    expect(answer.data).toEqual({ execution: { inputs, outputs: { json } } })
    expect(statements(answer)).toEqual({ d: 2 })
  })

  it('are one page, whatever one of them is', async () => {
    const { executionHistory } = await api.data<{ executionHistory: { nodes: { id: string }[] } }>(
      '{ executionHistory { nodes { id inputs { json } } } }',
    )
    const shown = new Map(payloads.map(([id, , , json]) => [id, { id, inputs: { json } }]))
    expect(executionHistory.nodes).toHaveLength(rows.workflow_status.length)
    for (const node of executionHistory.nodes)
      if (shown.has(node.id)) expect(node).toEqual(shown.get(node.id))
  })

  it('begin as they are shown, and say their sizes alone', async () => {
    const { long, typed } = await api.data<Record<'long' | 'typed', object>>(
      `{ long: execution(id: "long") { inputs { preview } outputs { bytes } } typed: execution(id: "typed") { inputs { preview } } }`,
    )
    expect(long).toEqual({
      inputs: { preview: `["${'x'.repeat(198)}` },
      outputs: { bytes: superjson(['x'.repeat(100_000)]).length },
    })
    expect(typed).toEqual({ inputs: { preview: `["${date}"]` } })
  })

  it('and errors are those of the row, from before they had tables of their own', async () => {
    const answer = await api.ask('{ execution(id: "inrow") { error inputs { json } outputs { json } } }')
    expect(answer.data).toEqual({ execution: { error: 'of old', inputs: { json: [1] }, outputs: null } })
    expect(statements(answer)).toEqual({ d: 3 })
  })

  it('of errors are their messages', async () => {
    const answer = await api.ask('{ executions(ids: ["bad", "pythonic", "portable"]) { error } }')
    expect(answer.data).toEqual({ executions: [{ error: 'boom' }, { error: pickle }, { error: null }] })
    expect(statements(answer)).toEqual({ d: 2 })
  })
})
