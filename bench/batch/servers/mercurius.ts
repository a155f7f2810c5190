import { createServer } from 'node:http'
import { fastify } from 'fastify'
import { mercurius } from 'mercurius'
import { present } from '../../common/present.ts'
import { executionFields, executionType, openStore, readExecutions } from './store.ts'

// Stock Mercurius without JIT, over the project's own statement. `lookUps` uses a Mercurius loader, which batches a
// field of many parents. `executions` needs none, since its resolver is given all ids.
const backend = await openStore()
const app = fastify()

await app.register(mercurius, {
  schema: `
    type Query { executions(ids: [ID!]!): [Execution]! lookUps(ids: [ID!]!): [LookUp!]! }
    type LookUp { id: ID! execution: Execution }
    ${executionType}`,
  resolvers: {
    Query: {
      executions: (_: unknown, { ids }: { ids: string[] }) => readExecutions(backend, ids),
      lookUps: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })),
    },
    Execution: executionFields,
  },
  loaders: {
    LookUp: {
      execution: (queries: { obj: { id: string } }[]) =>
        readExecutions(
          backend,
          queries.map(({ obj }) => obj.id),
        ),
    },
  },
})
await app.ready()

await present(createServer((request, response) => app.routing(request, response)))
