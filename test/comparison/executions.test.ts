import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors, statements } from '../setup/ask/answers.ts'
import { type Counter, countStatements } from '../setup/ask/counting.ts'
import { recordCompared } from '../setup/seeds/compared.ts'
import { idsFrom } from '../setup/seeds/records.ts'
import { type Api, setups, startApi } from '../setup/servers/api.ts'

const limits = { valueBytes: 64, payloadBytes: 4_000, keepLargeValues: false }

const value = 'preview bytes truncated'
const differences = `kind path left { ${value} } right { ${value} }`
const all = `
  left { id } right { id } durationDifferenceMs tags { added removed } error { left right }
  inputs { differences { ${differences} } hasMore isExact left { bytes } right { bytes truncatedKeys { name } } }
  outputs { differences { ${differences} } hasMore isExact }
  dag {
    nodes { id kind left { label status } right { label status } }
    edges { source target kind left { kind } right { kind } } hasMore
  }`

const compare = `query ($pairs: [ExecutionPairInput!]!) { compareExecutions(pairs: $pairs) { ${all} } }`

const size = (preview: string, more = {}) => ({ preview, bytes: preview.length, truncated: false, ...more })

describe.each(setups)('executions of $title, compared', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  let counter: Counter
  beforeAll(async () => {
    api = await startApi(setup, { limits })
    counter = await countStatements(api)
    for (const name of names) await recordCompared(api, name)
  })
  afterAll(async () => {
    await counter.close()
    await api.close()
  })

  it('tell what differs from the last good one in inputs, outputs, tags, DAG, duration and error', async () => {
    for (const name of names) {
      const { compareExecutions } = await api.data<{ compareExecutions: object[] }>(compare, {
        pairs: [{ right: `${name}:failed` }],
      })
      expect(compareExecutions).toEqual([
        {
          left: { id: 'good' },
          right: { id: 'failed' },
          durationDifferenceMs: 2_500,
          tags: { added: ['c'], removed: ['b'] },
          error: { left: null, right: 'out of memory' },
          inputs: {
            differences: [
              {
                kind: 'CHANGED',
                path: '$.long',
                left: { preview: `"${'x'.repeat(62)}"`, bytes: 82, truncated: true },
                right: { preview: `"${'x'.repeat(62)}"`, bytes: 92, truncated: true },
              },
              { kind: 'CHANGED', path: '$.rows', left: size('1000'), right: size('1001') },
              { kind: 'REMOVED', path: '$.columns[1]', left: size('"ü"', { bytes: 4 }), right: null },
            ],
            hasMore: false,
            isExact: false,
            left: { bytes: 124 },
            right: { bytes: 129, truncatedKeys: [{ name: 'long' }] },
          },
          outputs: {
            differences: [{ kind: 'REMOVED', path: '$', left: size('{"loss":0.25}'), right: null }],
            hasMore: false,
            isExact: true,
          },
          dag: {
            nodes: [
              {
                id: 'load',
                kind: 'CHANGED',
                left: { label: 'Load the rows', status: 'COMPLETED' },
                right: { label: 'Load fewer rows', status: 'FAILED' },
              },
              { id: 'save', kind: 'REMOVED', left: { label: 'save', status: 'PENDING' }, right: null },
              { id: 'check', kind: 'ADDED', left: null, right: { label: 'check', status: 'PENDING' } },
            ],
            edges: [
              {
                source: 'load',
                target: 'fit',
                kind: 'CHANGED',
                left: { kind: 'DATA' },
                right: { kind: 'CONTROL' },
              },
              { source: 'fit', target: 'save', kind: 'REMOVED', left: { kind: 'CONTROL' }, right: null },
              { source: 'fit', target: 'check', kind: 'ADDED', left: null, right: { kind: 'DATA' } },
            ],
            hasMore: false,
          },
        },
      ])
    }
  })

  const sides = async (pairs: readonly object[]) =>
    api.ask(
      'query ($pairs: [ExecutionPairInput!]!) { compareExecutions(pairs: $pairs) { left { key } right { key } } }',
      { pairs },
    )

  it('have the newest completed one of their flow and step before them as their base, or the one that is named', async () => {
    const name = names[0]!
    const answer = await sides([
      { right: 'failed before' },
      { right: 'good' },
      { right: 'older' },
      { right: 'first' },
      { right: 'later of no step' },
      { right: 'first', left: 'of another flow' },
    ])
    const left = (id: string | null) => id && { key: `${name}:${id}` }
    expect(answer.data).toEqual({
      compareExecutions: [
        { left: left('good'), right: left('failed before') },
        { left: left('older'), right: left('good') },
        { left: null, right: left('older') },
        { left: null, right: left('first') },
        { left: left('of no step'), right: left('later of no step') },
        { left: left('of another flow'), right: left('first') },
      ],
    })
  })

  it('are compared across backends by their keys', async () => {
    const [first, last] = [names[0]!, names.at(-1)!]
    const answer = await sides([{ left: `${first}:good`, right: `${last}:failed` }])
    expect(answer.data).toEqual({
      compareExecutions: [{ left: { key: `${first}:good` }, right: { key: `${last}:failed` } }],
    })
  })

  it('do not differ from themselves, and have no parts without a base', async () => {
    const none = { differences: [], hasMore: false }
    const { compareExecutions } = await api.data<{ compareExecutions: object[] }>(compare, {
      pairs: [{ left: 'failed', right: 'failed' }, { right: 'first' }],
    })
    expect(compareExecutions).toEqual([
      {
        left: { id: 'failed' },
        right: { id: 'failed' },
        durationDifferenceMs: 0,
        tags: { added: [], removed: [] },
        error: null,
        inputs: {
          ...none,
          isExact: false,
          left: { bytes: 129 },
          right: { bytes: 129, truncatedKeys: [{ name: 'long' }] },
        },
        outputs: null,
        dag: { nodes: [], edges: [], hasMore: false },
      },
      {
        left: null,
        right: { id: 'first' },
        durationDifferenceMs: null,
        tags: null,
        error: null,
        inputs: null,
        outputs: null,
        dag: null,
      },
    ])
  })

  it('are refused by name where one of them is unknown, and the others are compared', async () => {
    const answer = await sides([
      { right: 'nobody' },
      { left: 'nowhere', right: 'failed' },
      { right: '' },
      { left: 'good', right: 'failed' },
    ])
    const name = names[0]!
    expect(answer.data).toEqual({
      compareExecutions: [
        null,
        null,
        null,
        { left: { key: `${name}:good` }, right: { key: `${name}:failed` } },
      ],
    })
    const at = (index: number, side: string) => ({
      path: ['compareExecutions', index],
      code: 'NOT_FOUND',
      field: `pairs[${index}].${side}`,
    })
    expect(errors(answer)).toEqual([at(0, 'right'), at(1, 'left'), at(2, 'right')])
    expect(answer.errors!.map(({ message }) => message)).toEqual([
      'There is no execution "nobody".',
      'There is no execution "nowhere".',
      'There is no execution "".',
    ])
  })

  it('are at most 50 pairs with at most 1,000 differences each', async () => {
    const pair = { left: 'good', right: 'failed' }
    const many = await counter.during(() => sides(Array.from({ length: 51 }, () => pair)))
    expect(many.seen).toEqual({})
    expect(errors(many.answer)).toEqual([
      { path: ['compareExecutions'], code: 'BATCH_TOO_LARGE', field: 'pairs', limit: 50, received: 51 },
    ])
    expect((await sides([])).data).toEqual({ compareExecutions: [] })
    const first = (count: number) =>
      api.ask(
        `{ compareExecutions(pairs: [{ left: "good", right: "failed" }]) {
          inputs(first: ${count}) { differences { path } hasMore } dag(first: ${count}) { nodes { id } edges { source } hasMore }
        } }`,
      )
    expect((await first(1)).data).toEqual({
      compareExecutions: [
        {
          inputs: { differences: [{ path: '$.long' }], hasMore: true },
          dag: { nodes: [{ id: 'load' }], edges: [{ source: 'load' }], hasMore: true },
        },
      ],
    })
    expect((await first(3)).data).toMatchObject({
      compareExecutions: [{ inputs: { hasMore: false }, dag: { hasMore: false } }],
    })
    for (const count of [0, 1_001]) {
      const wrong = {
        code: 'BAD_USER_INPUT',
        field: 'first',
        limit: count === 0 ? 1 : 1_000,
        received: count,
      }
      expect(errors(await first(count))).toMatchObject([wrong, wrong])
    }
  })

  // The executions, the ids of the bases and the bases; tags, inputs with outputs, and DAGs; the results of nodes.
  it.each([
    [all, 3 + 3 + 1],
    ['left { id } right { status } durationDifferenceMs error { right }', 3],
    ['tags { added }', 3 + 1],
    ['inputs { hasMore }', 3 + 1],
    ['dag { hasMore }', 3 + 1],
  ])('cost as many statements for 50 pairs as for one: %#', async (fields, expected) => {
    for (const name of names) {
      const query = `query ($pairs: [ExecutionPairInput!]!) { compareExecutions(pairs: $pairs) { ${fields} } }`
      const pairs = idsFrom(`${name}:many-`, 50).map((right) => ({ right }))
      for (const some of [pairs.slice(49), pairs]) {
        const { answer, seen } = await counter.during(() => api.ask(query, { pairs: some }))
        expect(answer.errors).toBeUndefined()
        expect(statements(answer)).toEqual(seen)
        expect(seen).toEqual({ [name]: expected })
      }
    }
  })

  it('cost two statements less where their bases are named', async () => {
    for (const name of names) {
      const ids = idsFrom(`${name}:many-`, 50)
      const pairs = ids.map((right, index) => ({ left: ids[(index + 1) % 50], right }))
      const { answer, seen } = await counter.during(() => sides(pairs))
      expect(answer.errors).toBeUndefined()
      expect(seen).toEqual({ [name]: 1 })
    }
  })
})
