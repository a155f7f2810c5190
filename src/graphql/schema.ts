import { readFileSync } from 'node:fs'
import { createSchema } from 'graphql-yoga'
import type { Context } from './context.ts'
import { Dag, DagNode } from './dag.ts'
import { ClaimedAction } from './claimactions.ts'
import { CompleteActionResult } from './completeactions.ts'
import { MoveExecutionResult } from './moveexecutions.ts'
import { StartExecutionResult } from './startexecutions.ts'
import { nameValues } from './enums.ts'
import { Attempt, Execution } from './execution.ts'
import { Flow } from './flow.ts'
import { boundLists } from './lists.ts'
import { Mutation } from './mutation.ts'
import { NodeResult } from './noderesult.ts'
import { Payload, TruncatedKey } from './payload.ts'
import { Query } from './query.ts'
import { RecordExecutionResult } from './recordexecutions.ts'
import { MetadataResult } from './recordmetadata.ts'
import { RunResult } from './recordruns.ts'
import { Run } from './run.ts'
import { DateTime, JSONScalar, SafeInt } from './scalars.ts'
import { UpdateExecutionResult } from './updateexecutions.ts'
import type { Resolvers } from './types.gen.ts'

const resolvers: Resolvers = {
  Attempt,
  ClaimedAction,
  CompleteActionResult,
  Dag,
  DagNode,
  DateTime,
  Execution,
  Flow,
  JSON: JSONScalar,
  MetadataResult,
  MoveExecutionResult,
  Mutation,
  NodeResult,
  Payload,
  Query,
  RecordExecutionResult,
  Run,
  RunResult,
  SafeInt,
  StartExecutionResult,
  TruncatedKey,
  UpdateExecutionResult,
}

export const schema = createSchema<Context>({
  typeDefs: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
  resolvers,
})

// A scalar of ours takes the place of the one in the text, and with it of its description.
for (const { name } of [DateTime, JSONScalar, SafeInt]) {
  const type = schema.getType(name)!
  type.description = type.astNode?.description?.value
}

nameValues(schema)
boundLists(schema)
