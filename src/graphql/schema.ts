import { readFileSync } from 'node:fs'
import { buildASTSchema, parse } from 'graphql'
import { Dag, DagNode } from './executions/dag.ts'
import { AuditEntry } from './audit/audit.ts'
import { AttentionItem } from './attention/attention.ts'
import { ClaimedAction } from './queue/claim.ts'
import { CompleteActionResult } from './queue/complete.ts'
import { MoveExecutionResult } from './queue/move.ts'
import { StartExecutionResult } from './queue/start.ts'
import { Backend } from './backends.ts'
import { nameValues } from './enums.ts'
import { ExecutionComparison } from './comparison/executions.ts'
import { RunComparison, StepComparison } from './comparison/runs.ts'
import { guardRoots } from './access/rules.ts'
import { Attempt, Execution, Metadata } from './executions/execution.ts'
import { Failure } from './failures/failure.ts'
import { FailureGroup } from './failures/group.ts'
import { Flow } from './runs/flow.ts'
import { boundLists } from './answers/lists.ts'
import { Mutation } from './mutation.ts'
import { NodeResult } from './executions/noderesult.ts'
import { Payload, TruncatedKey } from './executions/payload.ts'
import { Query } from './query.ts'
import { RecordExecutionResult } from './executions/record.ts'
import { MetadataResult } from './metadata.ts'
import { addResolvers } from './resolving.ts'
import { RunResult } from './runs/record.ts'
import { Run, RunMetadata } from './runs/run.ts'
import { DateTime, JSONScalar, SafeInt } from './scalars.ts'
import { Subscription } from './live/subscription.ts'
import { CreateTokenResult, Token } from './tokens/tokens.ts'
import { UpdateExecutionResult } from './executions/update.ts'
import type { Resolvers } from './types.gen.ts'

const resolvers: Resolvers = {
  Attempt,
  AttentionItem,
  AuditEntry,
  Backend,
  ClaimedAction,
  CompleteActionResult,
  CreateTokenResult,
  Dag,
  DagNode,
  DateTime,
  Execution,
  Failure,
  ExecutionComparison,
  FailureGroup,
  Flow,
  JSON: JSONScalar,
  Metadata,
  MetadataResult,
  MoveExecutionResult,
  Mutation,
  NodeResult,
  Payload,
  Query,
  RecordExecutionResult,
  Run,
  RunComparison,
  RunMetadata,
  RunResult,
  SafeInt,
  StartExecutionResult,
  StepComparison,
  Subscription,
  Token,
  TruncatedKey,
  UpdateExecutionResult,
}

const text = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')

/** A test validates it: at each start, that would take as long as all else. */
export const schema = buildASTSchema(parse(text, { noLocation: true }), {
  assumeValid: true,
  assumeValidSDL: true,
})

addResolvers(schema, resolvers)
nameValues(schema)
boundLists(schema)
guardRoots(schema)
