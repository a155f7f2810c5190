/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A filter for executions. All given conditions must hold. A list matches if one of its elements does, except `tagsAll`. An empty list matches nothing, except an empty `tagsAll`, which matches everything. The ends of a range are included. */
export type ExecutionFilter = {
  /** Is in one of these backends, at most 100. */
  backend?: Array<string> | null | undefined;
  /** Has an error that contains this text, case-sensitive. Needs another condition, as `scriptContains` does. */
  errorContains?: string | null | undefined;
  /** Failed or timed out with an error of one of these groups (`FailureGroup.id`), at most 100. */
  failureGroup?: Array<string> | null | undefined;
  /** Belongs to one of these flows, at most 100. */
  flow?: Array<string> | null | undefined;
  /** Took at most this many milliseconds. An execution that has not finished does not match. */
  maxDurationMs?: number | null | undefined;
  /** Took at least this many milliseconds. An execution that has not finished does not match. */
  minDurationMs?: number | null | undefined;
  /** Is a child of the execution with this id of the engine. */
  parent?: string | null | undefined;
  /** Belongs to this run. */
  run?: RunRefInput | null | undefined;
  /**
   * Ran a script whose path contains this text, case-sensitive. Needs another condition: if flow, status, run, parent,
   * script, tags and time leave more than 100,000 executions of a backend, the answer is QUERY_TOO_EXPENSIVE.
   */
  scriptContains?: string | null | undefined;
  /** Ran this script. */
  scriptPath?: string | null | undefined;
  /** Ran a script whose path starts with this text. */
  scriptPrefix?: string | null | undefined;
  /** Has one of these sources, at most 100. */
  source?: Array<string> | null | undefined;
  /** Started at or after this time. For an execution that has not started, the time it was recorded counts. */
  startedAfter?: string | null | undefined;
  /** Started at or before this time. For an execution that has not started, the time it was recorded counts. */
  startedBefore?: string | null | undefined;
  /** Has one of these statuses, at most 9. */
  status?: Array<ExecutionStatus> | null | undefined;
  /** Has all of these tags, at most 100. */
  tagsAll?: Array<string> | null | undefined;
  /** Has at least one of these tags, at most 100. */
  tagsAny?: Array<string> | null | undefined;
};

/** The status of an execution. Clients should treat a value they do not know as UNKNOWN. */
export type ExecutionStatus =
  /** It was cancelled. */
  | 'CANCELLED'
  /** The current attempt succeeded. */
  | 'COMPLETED'
  /** The current attempt failed, or its heartbeats stopped. */
  | 'FAILED'
  /** The engine reported that the execution is paused. */
  | 'PAUSED'
  /** No attempt is under way: none has started, or the last one has ended, `attempt` is its number, and the next one is to come, because the execution was queued again (`retryExecutions`) or its engine tries again. */
  | 'PENDING'
  /** An attempt is in progress. */
  | 'RUNNING'
  /** It timed out. */
  | 'TIMED_OUT'
  /** The execution finished without a readable verdict. */
  | 'UNKNOWN'
  /** The engine reported that the execution waits for something outside, such as an approval. */
  | 'WAITING';

/** A reference to a run. */
export type RunRefInput = {
  /** The name of the flow. */
  flow: string;
  /** The run's number. */
  number: number;
};

/** Why a status is what it is: the branch of the status rule that decided. */
export type StatusReason =
  /** The newest verdict is a failure. */
  | 'ATTEMPT_FAILED'
  /** The newest verdict is a success. */
  | 'ATTEMPT_OK'
  /** An attempt started and has no verdict yet. */
  | 'ATTEMPT_STARTED'
  /** The verdict says that the attempt was cancelled. */
  | 'CANCELLED'
  /** There is no verdict yet, and the last heartbeat is recent. */
  | 'HEARTBEAT_FRESH'
  /** There is no verdict, and the last heartbeat is too old. */
  | 'HEARTBEAT_STALE'
  /** The attempt never finished, and is too old to be running. */
  | 'NEVER_FINISHED'
  /** The next attempt started before this one had a verdict. */
  | 'NEXT_ATTEMPT_STARTED'
  /** There is no verdict, and there never was a heartbeat. */
  | 'NO_HEARTBEAT'
  /** The attempt finished without a readable verdict. */
  | 'NO_VERDICT'
  /** No attempt has started, or the execution was queued again and its next attempt has not started. */
  | 'QUEUED'
  /** The engine reported this state. */
  | 'REPORTED'
  /** A new attempt started after a failed one. */
  | 'RETRYING'
  /** The verdict says that the attempt timed out. */
  | 'TIMED_OUT';

export type FailureGroupQueryVariables = Exact<{
  filter: Types.ExecutionFilter;
  parts: number;
}>;


export type FailureGroupQuery = { failureGroups: { unavailable: Array<string>, nodes: Array<{ id: string, title: string, count: number, isExact: boolean, firstSeen: string, lastSeen: string, isNew: boolean, isRising: boolean, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, to: string, count: number }>, newest: { key: string, id: string, flow: string, step: string | null, startedAt: string | null, error: string | null, failure: { summary: string, error: string | null, node: string | null } | null, run: { backend: string, flow: string, number: number } | null } | null }> } | null };

export type GroupExecutionsQueryVariables = Exact<{
  filter: Types.ExecutionFilter;
  after?: string | null | undefined;
}>;


export type GroupExecutionsQuery = { executionHistory: { unavailable: Array<string>, nodes: Array<{ key: string, id: string, backend: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, error: string | null, startedAt: string | null, durationMs: number | null, run: { backend: string, flow: string, number: number } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GroupExecutionFragment = { key: string, id: string, backend: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, error: string | null, startedAt: string | null, durationMs: number | null, run: { backend: string, flow: string, number: number } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const GroupExecutionFragmentDoc = new TypedDocumentString(`
    fragment GroupExecution on Execution {
  key
  id
  backend
  flow
  step
  status
  statusReason
  attempt
  error
  startedAt
  durationMs
  run {
    backend
    flow
    number
  }
}
    `, {"fragmentName":"GroupExecution"}) as unknown as TypedDocumentString<GroupExecutionFragment, unknown>;
export const FailureGroupDocument = new TypedDocumentString(`
    query FailureGroup($filter: ExecutionFilter!, $parts: Int!) {
  failureGroups(filter: $filter, first: 1) {
    nodes {
      id
      title
      count
      isExact
      firstSeen
      lastSeen
      isNew
      isRising
      flows(first: 20) {
        flow
        count
      }
      buckets(count: $parts) {
        from
        to
        count
      }
      newest {
        key
        id
        flow
        step
        startedAt
        error
        failure {
          summary
          error
          node
        }
        run {
          backend
          flow
          number
        }
      }
    }
    unavailable
  }
}
    `) as unknown as TypedDocumentString<FailureGroupQuery, FailureGroupQueryVariables>;
export const GroupExecutionsDocument = new TypedDocumentString(`
    query GroupExecutions($filter: ExecutionFilter!, $after: String) {
  executionHistory(filter: $filter, first: 50, after: $after) {
    nodes {
      ...GroupExecution
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment GroupExecution on Execution {
  key
  id
  backend
  flow
  step
  status
  statusReason
  attempt
  error
  startedAt
  durationMs
  run {
    backend
    flow
    number
  }
}`) as unknown as TypedDocumentString<GroupExecutionsQuery, GroupExecutionsQueryVariables>;