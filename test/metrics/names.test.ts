import { expect, it } from 'vitest'
import { namesOf } from '../../src/server/metrics/names.ts'

const texts = {
  a: 'query Runs($first: Int) { runs(first: $first) { nodes { id } } }',
  b: 'fragment F on Run { id }\nmutation Cancel { cancelExecutions(input: {}) { results { ok } } }',
  c: '{ backends { name } }',
}
const manifest = new Map(Object.entries(texts))

it('an operation has a name by the whole text of a trusted document only', () => {
  const nameOf = namesOf(manifest)
  expect(Object.values(texts).map((query) => nameOf({ query }))).toEqual(['Runs', 'Cancel', 'unnamed'])
  expect(nameOf({ query: `${texts.a} ` })).toBeUndefined()
  expect(nameOf({ query: 'query Runs { backends { name } }', operationName: 'Runs' })).toBeUndefined()
  expect(nameOf({})).toBeUndefined()
})

it('documents may become known later', async () => {
  const nameOf = namesOf(Promise.resolve(manifest))
  expect(nameOf({ query: texts.a })).toBeUndefined()
  await Promise.resolve()
  expect(nameOf({ query: texts.a })).toBe('Runs')
})
