/** The project's own copy. The bench has another one for the peers, and neither accepts a schema of the other. */
export { execute, parse, validate } from '../../../node_modules/graphql/index.js'
export type { DocumentNode, GraphQLSchema } from '../../../node_modules/graphql/index.js'
