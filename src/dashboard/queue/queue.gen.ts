/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Why a request, an element or a field was refused or not answered. `extensions.code` of an error has the same values. */
export type ErrorCode =
  /** A backend did not answer. */
  | 'BACKEND_UNAVAILABLE'
  /** An argument is out of bounds, malformed, or contradicts another one. */
  | 'BAD_USER_INPUT'
  /** The call has more elements than allowed. */
  | 'BATCH_TOO_LARGE'
  /** The change contradicts what is stored. Nothing was changed. */
  | 'CONFLICT'
  /** The caller may not do this, or the backend is read-only. */
  | 'FORBIDDEN'
  /** An unexpected error. The server has logged it. */
  | 'INTERNAL_SERVER_ERROR'
  /** The named record does not exist. */
  | 'NOT_FOUND'
  /** No document of this id is known. Send its text. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The request would cost more than the limits allow. Ask for less, or narrow the filter. */
  | 'QUERY_TOO_EXPENSIVE'
  /** Too many requests. */
  | 'RATE_LIMITED'
  /** A write was not confirmed in time. */
  | 'TIMEOUT'
  /** A value, a text or a body is larger than allowed. */
  | 'TOO_LARGE'
  /** No valid token was given. */
  | 'UNAUTHENTICATED';

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

/** The executions to move, and their backend. */
export type MoveExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: string | null | undefined;
  /** The ids, 1 to 500. */
  ids: Array<string>;
};

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

export type QueueStateFragment = { backend: string, open: number, future: number, delayed: number, inFlight: number, oldestMs: number | null, waiting: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, ready: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, workers: Array<{ id: string, kinds: Array<string>, seenAt: string }>, rates: Array<{ name: string, total: number, perSecond: number }>, latencies: Array<{ name: string, count: number, p50: number, p90: number, p99: number, max: number }> };

export type QueuePageQueryVariables = Exact<{
  backend?: string | null | undefined;
}>;


export type QueuePageQuery = { queue: { backend: string, open: number, future: number, delayed: number, inFlight: number, oldestMs: number | null, waiting: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, ready: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, workers: Array<{ id: string, kinds: Array<string>, seenAt: string }>, rates: Array<{ name: string, total: number, perSecond: number }>, latencies: Array<{ name: string, count: number, p50: number, p90: number, p99: number, max: number }> } | null, backends: Array<{ name: string, kind: string }> };

export type QueueChangedSubscriptionVariables = Exact<{
  backend?: string | null | undefined;
}>;


export type QueueChangedSubscription = { queueChanged: { backend: string, open: number, future: number, delayed: number, inFlight: number, oldestMs: number | null, waiting: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, ready: Array<{ name: string, value: number, isExact: boolean, oldest: string }>, workers: Array<{ id: string, kinds: Array<string>, seenAt: string }>, rates: Array<{ name: string, total: number, perSecond: number }>, latencies: Array<{ name: string, count: number, p50: number, p90: number, p99: number, max: number }> } };

export type QueuedExecutionsQueryVariables = Exact<{
  filter: Types.ExecutionFilter;
  after?: string | null | undefined;
}>;


export type QueuedExecutionsQuery = { executionHistory: { unavailable: Array<string>, nodes: Array<{ key: string, id: string, version: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, isInQueue: boolean | null, failure: { summary: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type QueuedExecutionFragment = { key: string, id: string, version: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, isInQueue: boolean | null, failure: { summary: string } | null };

export type CancelQueuedMutationVariables = Exact<{
  input: Types.MoveExecutionsInput;
}>;


export type CancelQueuedMutation = { cancelExecutions: { results: Array<{ ok: boolean, id: string | null, problem: { code: Types.ErrorCode, message: string } | null }> } | null };

export type RetryQueuedMutationVariables = Exact<{
  input: Types.MoveExecutionsInput;
}>;


export type RetryQueuedMutation = { retryExecutions: { results: Array<{ ok: boolean, id: string | null, problem: { code: Types.ErrorCode, message: string } | null }> } | null };

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
export const QueueStateFragmentDoc = new TypedDocumentString(`
    fragment QueueState on Queue {
  backend
  waiting {
    name
    value
    isExact
    oldest
  }
  ready {
    name
    value
    isExact
    oldest
  }
  open
  future
  delayed
  inFlight
  oldestMs
  workers {
    id
    kinds
    seenAt
  }
  rates {
    name
    total
    perSecond
  }
  latencies {
    name
    count
    p50
    p90
    p99
    max
  }
}
    `, {"fragmentName":"QueueState"}) as unknown as TypedDocumentString<QueueStateFragment, unknown>;
export const QueuedExecutionFragmentDoc = new TypedDocumentString(`
    fragment QueuedExecution on Execution {
  key
  id
  version
  flow
  status
  statusReason
  attempt
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  isInQueue
  failure {
    summary
  }
}
    `, {"fragmentName":"QueuedExecution"}) as unknown as TypedDocumentString<QueuedExecutionFragment, unknown>;
export const QueuePageDocument = new TypedDocumentString(`
    query QueuePage($backend: String) {
  queue(backend: $backend) {
    ...QueueState
  }
  backends {
    name
    kind
  }
}
    fragment QueueState on Queue {
  backend
  waiting {
    name
    value
    isExact
    oldest
  }
  ready {
    name
    value
    isExact
    oldest
  }
  open
  future
  delayed
  inFlight
  oldestMs
  workers {
    id
    kinds
    seenAt
  }
  rates {
    name
    total
    perSecond
  }
  latencies {
    name
    count
    p50
    p90
    p99
    max
  }
}`) as unknown as TypedDocumentString<QueuePageQuery, QueuePageQueryVariables>;
export const QueueChangedDocument = new TypedDocumentString(`
    subscription QueueChanged($backend: String) {
  queueChanged(backend: $backend) {
    ...QueueState
  }
}
    fragment QueueState on Queue {
  backend
  waiting {
    name
    value
    isExact
    oldest
  }
  ready {
    name
    value
    isExact
    oldest
  }
  open
  future
  delayed
  inFlight
  oldestMs
  workers {
    id
    kinds
    seenAt
  }
  rates {
    name
    total
    perSecond
  }
  latencies {
    name
    count
    p50
    p90
    p99
    max
  }
}`) as unknown as TypedDocumentString<QueueChangedSubscription, QueueChangedSubscriptionVariables>;
export const QueuedExecutionsDocument = new TypedDocumentString(`
    query QueuedExecutions($filter: ExecutionFilter!, $after: String) {
  executionHistory(filter: $filter, first: 100, after: $after) {
    nodes {
      ...QueuedExecution
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment QueuedExecution on Execution {
  key
  id
  version
  flow
  status
  statusReason
  attempt
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  isInQueue
  failure {
    summary
  }
}`) as unknown as TypedDocumentString<QueuedExecutionsQuery, QueuedExecutionsQueryVariables>;
export const CancelQueuedDocument = new TypedDocumentString(`
    mutation CancelQueued($input: MoveExecutionsInput!) {
  cancelExecutions(input: $input) {
    results {
      ok
      id
      problem {
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CancelQueuedMutation, CancelQueuedMutationVariables>;
export const RetryQueuedDocument = new TypedDocumentString(`
    mutation RetryQueued($input: MoveExecutionsInput!) {
  retryExecutions(input: $input) {
    results {
      ok
      id
      problem {
        code
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RetryQueuedMutation, RetryQueuedMutationVariables>;