/** What a program imports that calls a server. */
export { type Client, type ClientOptions, createClient } from './client.ts'
export type { CallOptions, Sent } from './asking.ts'
export { type Code, ExecgraphError, type ServerError } from './error.ts'
export type { List, PageOf } from './list.ts'
export type { Pair, RunRef } from './runs.ts'
export type { Answer, Fetch } from './sending.ts'
export type { Document } from './text.ts'
export type {
  ExecutionFilter,
  ExecutionFragment as Execution,
  ExecutionInput,
  ExecutionPatch,
  ExecutionStatus,
  FailureFragment as Failure,
  GroupFragment as FailureGroup,
  ProblemFragment as Problem,
  RunDetailFragment as RunDetail,
  RunFilter,
  RunFragment as Run,
  RunStatus,
  StartExecutionInput,
} from './documents/documents.gen.ts'
