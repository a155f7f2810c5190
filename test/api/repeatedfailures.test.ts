import { setImmediate } from 'node:timers/promises'
import {
  type ExecutionResult,
  type GraphQLObjectType,
  type GraphQLSchema,
  buildSchema,
  execute,
  parse,
} from 'graphql'
import { expect, it } from 'vitest'
import { createAnswer, defaultAnswerLimits } from '../../src/graphql/answers/answer.ts'
import { boundLists } from '../../src/graphql/answers/lists.ts'
import { coded } from '../../src/graphql/errors.ts'
import { shownErrors } from '../../src/server/shownerrors.ts'

const count = 600

/** Answers a query for so many elements whose fields all fail. */
async function answered(query: string): Promise<ExecutionResult> {
  const schema: GraphQLSchema = buildSchema(`
    type Query { elements: [Element!]! some: [Element] }
    type Element { id: ID! part: Part parts: [Part!] needed: Part! broken: Part! }
    type Part { id: ID! other: ID }
  `)
  const element = schema.getType('Element') as GraphQLObjectType
  const cause = coded('QUERY_TOO_EXPENSIVE', 'Too much.')
  for (const name of ['part', 'parts', 'needed'])
    element.getFields()[name]!.resolve = () => setImmediate().then(() => Promise.reject(cause))
  const other = coded('NOT_FOUND', 'Broken.')
  element.getFields()['broken']!.resolve = ({ id }: { id: number }) =>
    id === 0 ? Promise.reject(other) : { id }
  boundLists(schema)
  const answer = createAnswer({ hold: () => {}, most: () => Number.POSITIVE_INFINITY }, defaultAnswerLimits)
  const elements = Array.from({ length: count }, (_, id) => ({ id }))
  return execute({
    schema,
    document: parse(query),
    rootValue: { elements, some: elements },
    contextValue: { answer, look: () => ({ hold: (work: Promise<void>) => work }) },
  })
}

it.each([
  ['{ elements { id part { id } } }', ['elements', 0, 'part']],
  ['{ elements { id parts { id } } }', ['elements', 0, 'parts']],
])(
  'one cause of many failures makes one whole error, and a client sees the first: %s',
  async (query, path) => {
    const { data, errors } = await answered(query)
    expect(data!['elements']).toHaveLength(count)
    expect(errors).toHaveLength(count)
    // An error of its own for each would have a stack, and take as long.
    expect(errors!.filter(({ stack }) => stack !== undefined)).toHaveLength(1)
    expect(shownErrors(errors, []).map((error) => error.toJSON())).toEqual([
      {
        message: 'Too much.',
        path,
        locations: [{ line: 1, column: 17 }],
        extensions: { code: 'QUERY_TOO_EXPENSIVE' },
      },
    ])
  },
)

it('the first is shown even if a field that may not be null failed before it', async () => {
  const { data, errors } = await answered('{ elements { needed { id } part { id } } }')
  expect(data).toBeNull()
  expect(shownErrors(errors, []).map(({ path }) => path)).toEqual([['elements', 0, 'needed']])
})

it('a cause whose first field is hidden by a null above is shown where it failed again', async () => {
  const { data, errors } = await answered('{ some { broken { id } part { id } } }')
  expect((data!['some'] as unknown[]).slice(0, 2)).toEqual([null, { broken: { id: '1' }, part: null }])
  expect(shownErrors(errors, []).map((error) => error.toJSON())).toEqual([
    expect.objectContaining({ message: 'Broken.', path: ['some', 0, 'broken'] }),
    {
      message: 'Too much.',
      path: ['some', 1, 'part'],
      locations: [{ line: 1, column: 24 }],
      extensions: { code: 'QUERY_TOO_EXPENSIVE' },
    },
  ])
})
