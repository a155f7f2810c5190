/** The project's own copy. The bench has one for the peers, and a schema of one is none to the other. */
export { execute, parse, validate } from '../../../node_modules/graphql/index.js'
export type { DocumentNode, GraphQLSchema } from '../../../node_modules/graphql/index.js'
