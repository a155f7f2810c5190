import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errors } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { begun, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

interface Arguments {
  readonly first?: unknown
  readonly after?: unknown
  readonly last?: unknown
  readonly before?: unknown
}

describe.each(sized(setups, mixedSetups))('the arguments of pages on $title', (setup) => {
  let api: Api
  let cursors: Record<'history' | 'children' | 'metadata' | 'othersChildren', string>
  beforeAll(async () => {
    api = await startApi(setup)
    await record(api, [begun('parent'), begun('other')])
    await record(api, [begun('child', 0, { parentId: 'parent' }), begun('others', 0, { parentId: 'other' })])
    const info = 'pageInfo { endCursor }'
    const answer = await api.data<{
      history: { pageInfo: Info }
      parent: { children: { pageInfo: Info }; metadata: { pageInfo: Info } }
      other: { children: { pageInfo: Info } }
    }>(`{
      history: executionHistory { ${info} }
      parent: execution(id: "parent") { children { ${info} } metadata { ${info} } }
      other: execution(id: "other") { children { ${info} } }
    }`)
    cursors = {
      history: answer.history.pageInfo.endCursor,
      children: answer.parent.children.pageInfo.endCursor,
      metadata: answer.parent.metadata.pageInfo.endCursor,
      othersChildren: answer.other.children.pageInfo.endCursor,
    }
  })
  afterAll(() => api.close())

  const variables = '$first: Int, $after: String, $last: Int, $before: String'
  const passed = '(first: $first, after: $after, last: $last, before: $before)'
  const ask = {
    history: (page: Arguments) =>
      api.ask(`query (${variables}) { list: executionHistory${passed} { nodes { id } } }`, { ...page }),
    children: (page: Arguments) =>
      api.ask(
        `query (${variables}) { execution(id: "parent") { list: children${passed} { nodes { id } } } }`,
        { ...page },
      ),
  }
  const lists = ['history', 'children'] as const

  async function refusal(list: (typeof lists)[number], page: Arguments): Promise<object> {
    const answer = await ask[list](page)
    expect(answer.data).toEqual(list === 'history' ? { list: null } : { execution: { list: null } })
    // A page that is refused costs no more than what leads to it.
    if (list === 'history') expect(answer.extensions).toMatchObject({ backends: [] })
    expect(answer.errors).toHaveLength(1)
    const { path: _, ...problem } = errors(answer)[0] as { path: unknown }
    return problem
  }

  it.each([
    ['history', 100],
    ['children', 1000],
  ] as const)('bound a page of %s to 1 to %i elements', async (list, limit) => {
    for (const received of [0, -1, limit + 1, 2_147_483_647]) {
      for (const field of ['first', 'last']) {
        expect(await refusal(list, { [field]: received })).toEqual({
          code: 'BAD_USER_INPUT',
          field,
          limit: received < 1 ? 1 : limit,
          received,
        })
      }
    }
    for (const size of [1, limit]) {
      expect((await ask[list]({ first: size })).errors).toBeUndefined()
      expect((await ask[list]({ last: size })).errors).toBeUndefined()
    }
  })

  it.each(lists)('contradict each other when both directions are asked of %s', async (list) => {
    const cursor = cursors[list]
    const refused = (field: string) => ({ code: 'BAD_USER_INPUT', field })
    expect(await refusal(list, { first: 1, last: 1 })).toEqual(refused('last'))
    expect(await refusal(list, { last: 1, after: cursor })).toEqual(refused('after'))
    expect(await refusal(list, { first: 1, before: cursor })).toEqual(refused('before'))
    expect(await refusal(list, { before: cursor })).toEqual(refused('before'))
    expect(await refusal(list, { first: 1, after: cursor, before: cursor })).toEqual(refused('before'))
  })

  it.each(lists)('may be null, which is as if they were not given to %s', async (list) => {
    const plain = await ask[list]({})
    expect((await ask[list]({ first: null, after: null, last: null, before: null })).data).toEqual(plain.data)
    expect((await ask[list]({ first: 50, last: null, after: null })).data).toEqual(plain.data)
  })

  it.each(lists)('take no cursor that %s did not give', async (list) => {
    const foreign = Object.entries(cursors).flatMap(([name, cursor]) => (name === list ? [] : [cursor]))
    const garbage = ['', ' ', 'x', '🙂', '\0', '\ud800', 'null', '{}', '[]', 'x'.repeat(10_000)]
    for (const cursor of [...foreign, ...garbage, ...tampered(cursors[list])]) {
      expect(await refusal(list, { first: 1, after: cursor })).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'after',
      })
      expect(await refusal(list, { last: 1, before: cursor })).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'before',
      })
    }
  })

  it.each(lists)('say so when a cursor of %s is of another version', async (list) => {
    const [, ...rest] = open(cursors[list])
    const answer = await ask[list]({ first: 1, after: close([2, ...rest]) })
    expect(errors(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', field: 'after' }])
    expect(answer.errors![0]!.message).toContain('version')
  })

  it('take no cursor that another set of backends gave', async () => {
    const other = await startApi({ title: 'another', kinds: { another: setup.kinds['main']! } })
    try {
      const answer = await other.ask(`{ executionHistory(after: "${cursors.history}") { nodes { id } } }`)
      expect(errors(answer)).toEqual([{ path: ['executionHistory'], code: 'BAD_USER_INPUT', field: 'after' }])
    } finally {
      await other.close()
    }
  })
})

interface Info {
  readonly endCursor: string
}

const open = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
const close = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** The cursor with each of its parts changed, one missing, and one too many. */
function tampered(cursor: string): string[] {
  const parts = open(cursor)
  const changed = parts.map((part, index) =>
    close(parts.with(index, typeof part === 'number' ? part + 1 : `${String(part)}x`)),
  )
  const swapped = parts.map((part, index) =>
    close(parts.with(index, typeof part === 'number' ? String(part) : 1)),
  )
  return [
    ...changed,
    ...swapped,
    close(parts.slice(0, -1)),
    close([...parts, 'more']),
    close(Object.assign({}, parts)),
    close(null),
  ]
}
