import { getIntrospectionQuery } from 'graphql'

/** A request that is small to send and would be large to execute. */
export interface Bomb {
  readonly name: string
  readonly body: object
  /** What it is refused with. `undefined`: it is answered, and harmless. */
  readonly code?: string
}

const times = (count: number, make: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => make(index)).join(between)

/** Each fragment spreads the next one twice. */
const doubling = `{ ...F0 } ${times(99, (n) => `fragment F${n} on Execution { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`)} fragment F99 on Execution { id }`
const flat = `{ execution(id: "a") { ...F0 } } ${times(12, (n) => `fragment F${n} on Execution { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`)} fragment F12 on Execution { id }`
const cycle =
  '{ execution(id: "a") { ...A } } fragment A on Execution { parent { ...B } } fragment B on Execution { parent { ...A } }'
const pages = (levels: number) =>
  `{ executionHistory(first: 100) { nodes ${'{ children(first: 1000) { nodes '.repeat(levels)}{ id }${' } }'.repeat(levels)} } }`
/** Each field conflicts with none, and is compared with all of its name. */
const overlapping = `{ ${times(25, (n) => `execution(id: "a") { ${times(25, (m) => `f${m}: attempts(first: ${m + 1}) { nodes { number } }`)} x${n}: id }`)} }`
const manyOverlapping = `{ ${times(100, (n) => `...F${n}`)} } ${times(100, (n) => `fragment F${n} on Query { x: run(flow: "f") { ${times(5, (m) => `y${m}: latest(status: []) { id }`)} } }`)}`
const deep = `{ execution(id: "a") ${'{ parent '.repeat(1_000)}{ id }${' }'.repeat(1_000)} }`
const list = `{ executions(ids: ${'['.repeat(3_000)}"a"${']'.repeat(3_000)}) { id } }`
const introspection = `{ __schema { types ${'{ fields { type { fields { name type '.repeat(12)}{ name }${' } } } }'.repeat(12)} } }`

const expensive = 'QUERY_TOO_EXPENSIVE'

export const bombs: readonly Bomb[] = [
  {
    name: '1,000 aliases of statistics',
    body: { query: `{ ${times(1_000, (n) => `a${n}: executionStats { isExact }`)} }` },
    code: expensive,
  },
  {
    name: '2,500 aliases',
    body: { query: `{ ${times(2_500, (n) => `a${n}: __typename`)} }` },
    code: expensive,
  },
  { name: 'fragments that double 99 times', body: { query: doubling }, code: expensive },
  { name: 'fragments that double 12 times', body: { query: flat }, code: expensive },
  { name: 'fragments in a circle', body: { query: cycle }, code: 'BAD_USER_INPUT' },
  { name: 'nested pages, two', body: { query: pages(2) }, code: expensive },
  { name: 'nested pages, eight', body: { query: pages(8) }, code: expensive },
  { name: 'overlapping fields', body: { query: overlapping } },
  { name: 'overlapping fields of 100 fragments', body: { query: manyOverlapping } },
  { name: '1,000 levels', body: { query: deep }, code: expensive },
  { name: 'a list 3,000 deep', body: { query: list }, code: 'BAD_USER_INPUT' },
  {
    name: '1,000 directives',
    body: { query: `{ __typename ${times(1_000, () => '@skip(if: true)')} }` },
    code: expensive,
  },
  { name: '20,000 tokens', body: { query: `{ ${'backends { name } '.repeat(4_000)} }` }, code: 'TOO_LARGE' },
  {
    name: '7 MB of ids',
    body: {
      query: 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 600_000 }, () => 'abcdefgh') },
    },
    code: 'TOO_LARGE',
  },
  {
    name: '190,000 ids',
    body: {
      query: 'query ($ids: [ID!]!) { executions(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 190_000 }, () => 'a') },
    },
    code: 'BATCH_TOO_LARGE',
  },
  {
    name: 'variables of one object',
    body: {
      query: 'query ($f: ExecutionFilter) { executionHistory(filter: $f) { nodes { id } } }',
      variables: { f: Object.fromEntries(Array.from({ length: 150_000 }, (_, n) => [`k${n}`, n])) },
    },
    code: 'BAD_USER_INPUT',
  },
  { name: 'introspection in itself', body: { query: introspection }, code: 'BAD_USER_INPUT' },
  { name: 'what tools ask about the schema', body: { query: getIntrospectionQuery() } },
]
