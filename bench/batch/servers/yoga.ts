import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'
import { present } from '../../common/present.ts'
import { executionFields, executionType, openStore, readExecutions } from './store.ts'

// Stock Yoga with a resolver that reads one execution at a time: all at once, or one after another as AgentField's
// batch status does.
const backend = await openStore()

async function one(id: string) {
  const [row] = await readExecutions(backend, [id])
  return row
}

async function oneByOne(ids: readonly string[]) {
  const rows = []
  for (const id of ids) rows.push(await one(id))
  return rows
}

const executions =
  process.env['BENCH_SERIAL'] === '1' ? oneByOne : (ids: readonly string[]) => Promise.all(ids.map(one))

const schema = createSchema({
  typeDefs: `type Query { executions(ids: [ID!]!): [Execution]! } ${executionType}`,
  resolvers: {
    Query: { executions: (_: unknown, { ids }: { ids: string[] }) => executions(ids) },
    Execution: executionFields,
  },
})

const yoga = createYoga<object>({ schema, logging: false })
await present(createServer((request, response) => void yoga(request, response)))
