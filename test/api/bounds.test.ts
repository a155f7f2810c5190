import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { each, errors, rows, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { begun, idsFrom, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const query = 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }'

/** One query with an alias for each list of ids. */
function aliased(lists: readonly string[][]) {
  const names = lists.map((_, index) => `ids${index}`)
  const parameters = names.map((name) => `$${name}: [ID!]!`).join(', ')
  const fields = names.map((name) => `${name}: executions(ids: $${name}) { id }`).join(' ')
  const variables = Object.fromEntries(lists.map((list, index) => [`ids${index}`, list]))
  return [`query (${parameters}) { ${fields} }`, variables] as const
}

describe.each(sized(setups, mixedSetups))('the bounds of a look-up by id on $title', (setup) => {
  const known = idsFrom('known-', 500)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    await record(
      api,
      known.map((id) => begun(id)),
    )
  })
  afterAll(() => api.close())

  it('takes 500 ids in one statement per backend', async () => {
    const answer = await api.ask(query, { ids: known })
    expect(answer.data).toEqual({ executions: known.map((id) => ({ id })) })
    expect(statements(answer)).toEqual(each(setup, 1))
  })

  it('refuses 501 ids, repeats included, before any statement', async () => {
    for (const ids of [[...known, 'one-more'], Array.from({ length: 501 }, () => 'known-1')]) {
      const answer = await api.ask(query, { ids })
      expect(answer.data).toEqual({ executions: null })
      expect(errors(answer)).toEqual([
        { path: ['executions'], code: 'BATCH_TOO_LARGE', field: 'ids', limit: 500, received: 501 },
      ])
      expect(answer.extensions).toMatchObject({ backends: [] })
    }
  })

  it('shares one statement per backend among 50 aliases', async () => {
    const lists = Array.from({ length: 25 }, (_, index) => known.slice(index, index + 3))
    const singles = known.slice(0, 25).map((id) => `${id.replace('-', '')}: execution(id: "${id}") { id }`)
    const [text, variables] = aliased(lists)
    const answer = await api.ask(text.replace(/ }$/, ` ${singles.join(' ')} }`), variables)
    expect(answer.data).toEqual({
      ...Object.fromEntries(lists.map((list, index) => [`ids${index}`, list.map((id) => ({ id }))])),
      ...Object.fromEntries(known.slice(0, 25).map((id) => [id.replace('-', ''), { id }])),
    })
    expect(statements(answer)).toEqual(each(setup, 1))
    expect(rows(answer)).toEqual({ ...each(setup, 0), main: 27 })
  })

  it('looks up 5,000 different keys of one request in one statement per backend', async () => {
    const lists = [known, ...Array.from({ length: 9 }, (_, index) => idsFrom(`unknown-${index}-`, 500))]
    const answer = await api.ask(...aliased([...lists, known]))
    const found = known.map((id) => ({ id }))
    const nothing = Array.from({ length: 500 }, () => null)
    expect(answer.data).toEqual({
      ids0: found,
      ...Object.fromEntries(lists.slice(1).map((_, index) => [`ids${index + 1}`, nothing])),
      ids10: found,
    })
    expect(statements(answer)).toEqual(each(setup, 1))
  })

  it('refuses a 5,001st key with one error and before any statement', async () => {
    const lists = Array.from({ length: 10 }, (_, index) => idsFrom(`unknown-${index}-`, 500))
    const answer = await api.ask(...aliased([...lists, ['one-more']]))
    expect(answer.errors).toHaveLength(1)
    expect(errors(answer)).toMatchObject([{ code: 'QUERY_TOO_EXPENSIVE', limit: 5000, received: 5001 }])
    expect(answer.extensions).toMatchObject({ backends: [] })
  })
})
