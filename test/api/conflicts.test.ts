import * as fc from 'fast-check'
import {
  OverlappingFieldsCanBeMergedRule,
  buildSchema,
  isAbstractType,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { conflictsIn } from '../../src/graphql/documents/conflicts.ts'
import { wrongWith } from '../../src/graphql/documents/validating.ts'
import { schema } from '../../src/graphql/schema.ts'
import { bombs } from '../../bench/fuzz/bombs.ts'

const small = buildSchema(`
  input F { x: Int y: [Int] }
  type Query { a(x: Int, f: F): Query b(x: Int): [Query] n: Int m(s: String): String }
`)

/** Few names, so that many fields meet. */
const { selection } = fc.letrec<{ selection: string; set: string }>((tie) => ({
  selection: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(fc.constantFrom('', 'x: ', 'n: '), fc.constantFrom('n', 'm', 'm(s: "t")', 'm(s: """t""")'))
      .map((parts) => parts.join('')),
    fc
      .tuple(
        fc.constantFrom('', 'x: ', 'y: '),
        fc.constantFrom('a', 'b', 'a(x: 1)', 'a(x: 1, f: { x: 1, y: [2] })', 'a(f: { y: [2], x: 1 }, x: 1)'),
        tie('set'),
      )
      .map((parts) => parts.join('')),
    tie('set').map((set) => `... on Query ${set}`),
    fc.constantFrom('...F0', '...F1', '...F2'),
  ),
  set: fc.array(tie('selection'), { minLength: 1, maxLength: 4 }).map((all) => `{ ${all.join(' ')} }`),
}))

/** Each fragment spreads only those behind it. */
const document = fc.array(selection, { minLength: 4, maxLength: 4 }).map((all) => {
  const [own, ...fragments] = all.map((text, place) =>
    text.replaceAll(/\.\.\.F(\d)/g, (_, to: string) => (Number(to) >= place ? `...F${to}` : 'n')),
  )
  const used = fragments.map((_, place) => `used${place}: a { ...F${place} }`)
  const texts = fragments.map((text, place) => `fragment F${place} on Query { ${text} }`)
  return parse(`{ ${own} ${used.join(' ')} } ${texts.join(' ')}`)
})

const others = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule)

describe('conflicts between fields', () => {
  it('are found where the rule of graphql-js finds them', () => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(document, (one) => {
        expect(validate(small, one, others)).toEqual([])
        const isWrong = validate(small, one, [OverlappingFieldsCanBeMergedRule]).length > 0
        seen.add(isWrong)
        expect(conflictsIn(one, { left: 50_000 }).length > 0).toBe(isWrong)
      }),
      { numRuns: 500 },
    )
    expect(seen.size).toBe(2)
  })

  it('are told in the words of graphql-js, ten of them at most', () => {
    const one = parse('{ run(flow: "a") { id } run(flow: "b") { id: number } }')
    expect(
      wrongWith(schema, one, { fields: 10_000 }).map(({ message, locations }) => ({ message, locations })),
    ).toEqual([
      {
        message:
          'Fields "run" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.',
        locations: [
          { line: 1, column: 3 },
          { line: 1, column: 25 },
        ],
      },
      {
        message:
          'Fields "id" conflict because "id" and "number" are different fields. Use different aliases on the fields to fetch both if this was intentional.',
        locations: [
          { line: 1, column: 20 },
          { line: 1, column: 42 },
        ],
      },
    ])
    const names = Array.from({ length: 50 }, (_, place) => `a${place}: n a${place}: m`)
    expect(conflictsIn(parse(`{ ${names.join(' ')} }`), { left: 50_000 })).toHaveLength(10)
  })

  it('take a look at each selection, and no more', () => {
    const looked = (text: string) => {
      const budget = { left: 50_000 }
      expect(conflictsIn(parse(text), budget)).toEqual([])
      return 50_000 - budget.left
    }
    const same = (count: number) => `{ ${'a(x: 1) { n m } '.repeat(count)} }`
    expect([looked(same(1)), looked(same(100)), looked(same(1_000))]).toEqual([3, 300, 3_000])
    const fragments = Array.from({ length: 100 }, (_, place) => `fragment F${place} on Query { x: a { n } }`)
    expect(
      looked(`{ ${fragments.map((_, place) => `...F${place}`).join(' ')} } ${fragments.join(' ')}`),
    ).toBe(100 + 100 + 100)
  })

  it('are not looked for in more than 50,000 selections', () => {
    const doubling = Array.from(
      { length: 30 },
      (_, place) =>
        `fragment F${place} on __Type { a: ofType { ...F${place + 1} } b: ofType { ...F${place + 1} } }`,
    )
    const text = `{ __schema { types { ...F0 } } } ${doubling.join(' ')} fragment F30 on __Type { name }`
    const budget = { left: 50_000 }
    const [error] = conflictsIn(parse(text), budget)
    expect(error!.extensions).toEqual({
      ...{ code: 'QUERY_TOO_EXPENSIVE', field: 'query', limit: 50_000, received: 50_001 },
    })
    expect(budget.left).toBe(-1)
  })

  it('of the known bombs take a look at few selections', () => {
    const some = bombs.filter(({ name }) => name.startsWith('overlapping'))
    const looked = some.map(({ body }) => {
      const budget = { left: 50_000 }
      expect(conflictsIn(parse((body as { query: string }).query), budget)).toEqual([])
      return 50_000 - budget.left
    })
    expect(looked.map((count) => count < 10_000)).toEqual([true, true])
  })

  it('need not reckon with interfaces and unions', () => {
    expect(Object.values(schema.getTypeMap()).filter(isAbstractType)).toEqual([])
  })
})
