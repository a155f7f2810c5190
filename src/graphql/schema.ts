import { readFileSync } from 'node:fs'
import { createSchema } from 'graphql-yoga'
import type { Context } from './context.ts'
import { Execution } from './execution.ts'
import { Mutation } from './mutation.ts'
import { NodeResult } from './noderesult.ts'
import { Payload } from './payload.ts'
import { Query } from './query.ts'
import { RecordExecutionResult } from './recordexecutions.ts'
import { Run } from './run.ts'
import { DateTime, JSONScalar, SafeInt } from './scalars.ts'
import type { Resolvers } from './types.gen.ts'

const resolvers: Resolvers = {
  DateTime,
  Execution,
  JSON: JSONScalar,
  Mutation,
  NodeResult,
  Payload,
  Query,
  RecordExecutionResult,
  Run,
  SafeInt,
}

export const schema = createSchema<Context>({
  typeDefs: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
  resolvers,
})
