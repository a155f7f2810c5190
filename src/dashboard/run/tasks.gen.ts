/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What can happen to a watched execution. */
export type ExecutionChangeKind =
  /** The execution was deleted. */
  | 'DELETE'
  /** The state as of now: when it begins to be watched, and after changes that may have been missed. */
  | 'SNAPSHOT'
  /** The backend does not answer. When it does again, the newest state follows. */
  | 'UNAVAILABLE'
  /** No backend knows the id. If it is recorded later, an UPDATE follows. */
  | 'UNKNOWN'
  /** The execution was recorded or has changed. */
  | 'UPDATE';

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

export type RunTasksQueryVariables = Exact<{
  backend: string;
  flow: string;
  ref: string;
  after?: string | null | undefined;
}>;


export type RunTasksQuery = { run: { executions: { nodes: Array<{ key: string, id: string, version: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, parent: { key: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RunTailQueryVariables = Exact<{
  backend: string;
  flow: string;
  ref: string;
}>;


export type RunTailQuery = { run: { executions: { nodes: Array<{ key: string, id: string, version: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, parent: { key: string } | null }>, pageInfo: { hasPreviousPage: boolean } } | null } | null };

export type TaskDetailsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type TaskDetailsQuery = { executions: Array<{ key: string, attempts: { nodes: Array<{ number: number, status: Types.ExecutionStatus, startedAt: string | null, finishedAt: string | null }> } | null, failure: { summary: string } | null } | null> | null };

export type TasksChangedSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;


export type TasksChangedSubscription = { executionsChanged: { kind: Types.ExecutionChangeKind, id: string, backend: string | null, execution: { key: string, id: string, version: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, parent: { key: string } | null } | null } };

export type TaskRowFragment = { key: string, id: string, version: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, parent: { key: string } | null };

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
export const TaskRowFragmentDoc = new TypedDocumentString(`
    fragment TaskRow on Execution {
  key
  id
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
  parent {
    key
  }
}
    `, {"fragmentName":"TaskRow"}) as unknown as TypedDocumentString<TaskRowFragment, unknown>;
export const RunTasksDocument = new TypedDocumentString(`
    query RunTasks($backend: String!, $flow: String!, $ref: String!, $after: String) {
  run(flow: $flow, ref: $ref, backend: $backend) {
    executions(first: 1000, after: $after) {
      nodes {
        ...TaskRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment TaskRow on Execution {
  key
  id
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
  parent {
    key
  }
}`) as unknown as TypedDocumentString<RunTasksQuery, RunTasksQueryVariables>;
export const RunTailDocument = new TypedDocumentString(`
    query RunTail($backend: String!, $flow: String!, $ref: String!) {
  run(flow: $flow, ref: $ref, backend: $backend) {
    executions(last: 50) {
      nodes {
        ...TaskRow
      }
      pageInfo {
        hasPreviousPage
      }
    }
  }
}
    fragment TaskRow on Execution {
  key
  id
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
  parent {
    key
  }
}`) as unknown as TypedDocumentString<RunTailQuery, RunTailQueryVariables>;
export const TaskDetailsDocument = new TypedDocumentString(`
    query TaskDetails($ids: [ID!]!) {
  executions(ids: $ids) {
    key
    attempts(first: 100) {
      nodes {
        number
        status
        startedAt
        finishedAt
      }
    }
    failure {
      summary
    }
  }
}
    `) as unknown as TypedDocumentString<TaskDetailsQuery, TaskDetailsQueryVariables>;
export const TasksChangedDocument = new TypedDocumentString(`
    subscription TasksChanged($ids: [ID!]!) {
  executionsChanged(ids: $ids) {
    kind
    id
    backend
    execution {
      ...TaskRow
    }
  }
}
    fragment TaskRow on Execution {
  key
  id
  version
  flow
  step
  status
  statusReason
  attempt
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
  parent {
    key
  }
}`) as unknown as TypedDocumentString<TasksChangedSubscription, TasksChangedSubscriptionVariables>;