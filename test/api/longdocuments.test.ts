import { type GraphQLError, parse } from 'graphql'
import { expect, it } from 'vitest'
import { defaultQueryLimits } from '../../src/graphql/cost/limits.ts'
import { documentCaches, useDocumentLimits } from '../../src/graphql/documents/limits.ts'
import { createTexts } from '../../src/graphql/documents/texts.ts'
import { wrongInTurns, wrongWith } from '../../src/graphql/documents/validating.ts'
import { schema } from '../../src/graphql/schema.ts'

/** Begins to look at a query. Returns what must be waited for, if anything. */
function createBegin() {
  const { onParams } = useDocumentLimits(
    schema,
    {
      limits: defaultQueryLimits.document,
      texts: createTexts({ trusted: new Map(), only: false }),
      caches: documentCaches(),
    },
    () => undefined,
  )
  return (query: string) =>
    onParams!({ params: { query }, setParams: () => {}, context: {} } as unknown as Parameters<
      NonNullable<typeof onParams>
    >[0])
}

const queryOf = (characters: number) => '{ backends { name } }'.padEnd(characters)

it('a query text of more than 1 kB is parsed and validated in turns with others, until it is known', async () => {
  const begin = createBegin()
  expect(begin(queryOf(1_024))).toBeUndefined()
  let [rounds, isOver] = [0, false]
  const round = () => {
    if (isOver) return
    rounds += 1
    setImmediate(round)
  }
  const first = begin(queryOf(1_025))
  expect(first).toBeInstanceOf(Promise)
  setImmediate(round)
  await first
  isOver = true
  expect(rounds).toBeGreaterThanOrEqual(2)
  expect(begin(queryOf(1_025))).toBeUndefined()
})

it.each([
  ['a mistake', '{ nothing }'],
  [
    'mistakes of several rules',
    'query ($a: Int, $a: Nothing) { nothing backends(x: 1) { name @what } ...lost }',
  ],
  ['sixty mistakes', `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: nothing`).join(' ')} }`],
  ['a conflict', '{ a: backends { name } a: executions(ids: []) { id } }'],
])('%s of a long text is told as that of a short one', async (_, query) => {
  const document = parse(query)
  const { document: limits } = defaultQueryLimits
  const told = (errors: readonly GraphQLError[]) => errors.map(({ message }) => message).toSorted()
  const expected = told(wrongWith(schema, document, limits))
  expect(expected).not.toEqual([])
  expect(told(await wrongInTurns(schema, document, limits))).toEqual(expected)
})
