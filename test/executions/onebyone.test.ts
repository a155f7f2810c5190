import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codePoint } from '../setup/models/codepoint.ts'
import { each, statements } from '../setup/ask/answers.ts'
import { type Api, mixedSetups, setups, startApi } from '../setup/servers/api.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { sized } from '../setup/whole.ts'

const fields =
  'key flow status attempt startedAt inputs { json } attempts { nodes { number status } } run { id } parent { key } children { nodes { key } }'

describe.each(sized(setups, mixedSetups))('many executions asked for at once on $title', (setup) => {
  const names = Object.keys(setup.kinds)
  let api: Api
  beforeAll(async () => {
    api = await startApi(setup)
    for (const [place, name] of names.entries()) {
      const shared = idsFrom('shared-', 6).map((id) => begun(id, place, { flow: name, inputs: name }))
      const own = idsFrom(`own-${name}-`, 6).map((id, index) => ({
        ...begun(id, index, { runNumber: index % 2, parentId: `shared-${index % 3}` }),
        attempts: [1, 2].slice(0, index % 3).map((number) => ({ number, startedAt: at(number) })),
      }))
      await record(api, [...shared, ...own], name)
    }
  })
  afterAll(() => api.close())

  it('are what each of them is when it is asked for alone', async () => {
    const plain = fc.oneof(
      fc.constantFrom(...idsFrom('shared-', 6)),
      fc.constantFrom(...names.flatMap((name) => idsFrom(`own-${name}-`, 6))),
      fc.constantFrom('nobody', '', 'own-main-', 'shared-1 ', '\0', 'main', 'x'.repeat(300)),
      fc.string({ unit: codePoint, maxLength: 5 }),
    )
    const id = fc.oneof(
      plain,
      fc.tuple(fc.constantFrom(...names, 'nowhere'), plain).map(([name, text]) => `${name}:${text}`),
    )
    const backend = fc.option(fc.constantFrom(...names))
    const property = fc.asyncProperty(fc.array(id, { maxLength: 40 }), backend, async (ids, only) => {
      const together = await api.ask(
        `query ($ids: [ID!]!, $backend: String) { list: executions(ids: $ids, backend: $backend) { ${fields} } }`,
        { ids, backend: only },
      )
      const one = `query ($id: ID!, $backend: String) { execution(id: $id, backend: $backend) { ${fields} } }`
      const alone = await Promise.all(ids.map((each) => api.data(one, { id: each, backend: only })))
      expect(together.errors).toBeUndefined()
      expect(together.data).toEqual({ list: alone.map(({ execution }) => execution) })
      // The look-up; payloads, attempts, runs, parents and children; nothing below these.
      for (const count of Object.values(statements(together))) expect(count).toBeLessThanOrEqual(6)
    })
    await fc.assert(property, { numRuns: sized(30, 10) })
  })

  it('are the same whether they share a query with others or not', async () => {
    const ids = [...idsFrom('shared-', 6), ...names.flatMap((name) => idsFrom(`own-${name}-`, 6)), 'nobody']
    const aliases = ids.map((id, index) => `e${index}: execution(id: "${id}") { ${fields} }`)
    const answer = await api.ask(`{ ${aliases.join('\n')} }`)
    const list = await api.data<{ executions: unknown[] }>(
      `query ($ids: [ID!]!) { executions(ids: $ids) { ${fields} } }`,
      { ids },
    )
    expect(Object.values(answer.data!)).toEqual(list.executions)
    expect(Object.keys(statements(answer))).toEqual(Object.keys(each(setup, 1)))
  })
})
