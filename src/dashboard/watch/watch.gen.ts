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
  /** The execution is recorded, and no attempt has started. */
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
  /** No attempt has started. */
  | 'QUEUED'
  /** The engine reported this state. */
  | 'REPORTED'
  /** A new attempt started after a failed one. */
  | 'RETRYING'
  /** The verdict says that the attempt timed out. */
  | 'TIMED_OUT';

export type WatchedExecutionsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type WatchedExecutionsQuery = { executions: Array<{ key: string, id: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null } | null> | null };

export type ExecutionsWatchedSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ExecutionsWatchedSubscription = { executionsChanged: { kind: Types.ExecutionChangeKind, id: string, backend: string | null, execution: { key: string, id: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null } | null } };

export type NewestIdsQueryVariables = Exact<{
  status?: Array<Types.ExecutionStatus> | Types.ExecutionStatus | null | undefined;
}>;


export type NewestIdsQuery = { executionHistory: { nodes: Array<{ key: string }> } | null };

export type WatchedFailuresQueryVariables = Exact<{
  keys: Array<string> | string;
}>;


export type WatchedFailuresQuery = { executions: Array<{ key: string, attempt: number, failure: { summary: string } | null } | null> | null };

export type WatchedFragment = { key: string, id: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null };

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
export const WatchedFragmentDoc = new TypedDocumentString(`
    fragment Watched on Execution {
  key
  id
  flow
  status
  statusReason
  attempt
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}
    `, {"fragmentName":"Watched"}) as unknown as TypedDocumentString<WatchedFragment, unknown>;
export const WatchedExecutionsDocument = new TypedDocumentString(`
    query WatchedExecutions($ids: [ID!]!) {
  executions(ids: $ids) {
    ...Watched
  }
}
    fragment Watched on Execution {
  key
  id
  flow
  status
  statusReason
  attempt
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}`) as unknown as TypedDocumentString<WatchedExecutionsQuery, WatchedExecutionsQueryVariables>;
export const ExecutionsWatchedDocument = new TypedDocumentString(`
    subscription ExecutionsWatched($ids: [ID!]!) {
  executionsChanged(ids: $ids) {
    kind
    id
    backend
    execution {
      ...Watched
    }
  }
}
    fragment Watched on Execution {
  key
  id
  flow
  status
  statusReason
  attempt
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}`) as unknown as TypedDocumentString<ExecutionsWatchedSubscription, ExecutionsWatchedSubscriptionVariables>;
export const NewestIdsDocument = new TypedDocumentString(`
    query NewestIds($status: [ExecutionStatus!]) {
  executionHistory(filter: {status: $status}, first: 100) {
    nodes {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<NewestIdsQuery, NewestIdsQueryVariables>;
export const WatchedFailuresDocument = new TypedDocumentString(`
    query WatchedFailures($keys: [ID!]!) {
  executions(ids: $keys) {
    key
    attempt
    failure {
      summary
    }
  }
}
    `) as unknown as TypedDocumentString<WatchedFailuresQuery, WatchedFailuresQueryVariables>;