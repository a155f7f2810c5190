import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { each } from 'postgraphile/grafast'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { extendSchema, gql } from 'postgraphile/utils'
import { databaseUrl, present } from '../../common/present.ts'

// PostGraphile over the same table. Its stock schema finds one row by its key or filters by one value. A hundred
// aliases would be a hundred statements, so a field of its own plans one look-up for all ids, which Grafast runs as one
// statement. Status and times are functions in the database (see computed.ts), since PostGraphile shows what the
// database has.
const executionsByIds = extendSchema((build) => {
  const { executions } = build.pgResources
  if (!executions) throw new Error('PostGraphile found no table "executions".')
  return {
    typeDefs: gql`
      extend type Query {
        executions(ids: [String!]!): [Execution]
      }
    `,
    objects: {
      Query: {
        plans: {
          executions: (_, { $ids }) => each($ids!, ($id) => executions.get({ execution_id: $id })),
        },
      },
    },
  }
})

const server = createServer()
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [executionsByIds],
  disablePlugins: ['PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin', 'NodePlugin'],
  pgServices: [makePgService({ connectionString: databaseUrl(), schemas: ['public'] })],
  grafast: { explain: false },
  grafserv: { graphiql: false, websockets: false, watch: false },
})
await instance.createServ(grafserv).addTo(server)
await present(server)
