/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What an item wants attention for. */
export type AttentionKind =
  /** An execution in progress, or one of its nodes in the queue, is at its fifth attempt or a later one. */
  | 'ATTEMPTS'
  /** A group of failures is new in the last hour in its backend, or is rising as `FailureGroup.isRising` says. */
  | 'FAILURE_GROUP'
  /** The last three runs of a flow failed. */
  | 'FLOW_FAILING'
  /** The heartbeat of a run or an execution counts as lost within a minute, and more than half of the time that it may take is over. */
  | 'HEARTBEAT_DUE'
  /** The oldest work of a kind, or the oldest execution of a flow that has not begun, waits longer than a minute and than ten times the median. */
  | 'QUEUE_WAITING'
  /** A run or an execution runs longer than a minute and than three times the p95 of the last ones. */
  | 'RUNNING_LONG';

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

/** The status of a run. */
export type RunStatus =
  /** The last step succeeded. */
  | 'COMPLETED'
  /** The last step failed, or the heartbeats stopped. */
  | 'FAILED'
  /** The run sends heartbeats, or its last step is being retried. */
  | 'RUNNING';

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

export type AttentionStripQueryVariables = Exact<{ [key: string]: never; }>;


export type AttentionStripQuery = { attention: { notLookedAt: Array<string>, unavailable: Array<string>, items: Array<{ id: string, kind: Types.AttentionKind, why: string, since: string, backend: string, flow: string | null, queue: string | null, execution: { key: string, id: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, heartbeatAt: string | null, heartbeatTimeoutMs: number | null } | null, run: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number } | null, group: { id: string, title: string, count: number, isNew: boolean } | null }> } | null };

export type AttentionStripChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AttentionStripChangedSubscription = { attentionChanged: { notLookedAt: Array<string>, unavailable: Array<string>, items: Array<{ id: string, kind: Types.AttentionKind, why: string, since: string, backend: string, flow: string | null, queue: string | null, execution: { key: string, id: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, heartbeatAt: string | null, heartbeatTimeoutMs: number | null } | null, run: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number } | null, group: { id: string, title: string, count: number, isNew: boolean } | null }> } };

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

export const AttentionStripDocument = new TypedDocumentString(`
    query AttentionStrip {
  attention(first: 20) {
    items {
      ...AttentionCard
    }
    notLookedAt
    unavailable
  }
}
    fragment AttentionCard on AttentionItem {
  id
  kind
  why
  since
  backend
  flow
  queue
  execution {
    key
    id
    flow
    step
    status
    statusReason
    attempt
    heartbeatAt
    heartbeatTimeoutMs
  }
  run {
    id
    backend
    flow
    number
    status
    statusReason
    heartbeatAt
    heartbeatTimeoutMs
  }
  group {
    id
    title
    count
    isNew
  }
}`) as unknown as TypedDocumentString<AttentionStripQuery, AttentionStripQueryVariables>;
export const AttentionStripChangedDocument = new TypedDocumentString(`
    subscription AttentionStripChanged {
  attentionChanged {
    items {
      ...AttentionCard
    }
    notLookedAt
    unavailable
  }
}
    fragment AttentionCard on AttentionItem {
  id
  kind
  why
  since
  backend
  flow
  queue
  execution {
    key
    id
    flow
    step
    status
    statusReason
    attempt
    heartbeatAt
    heartbeatTimeoutMs
  }
  run {
    id
    backend
    flow
    number
    status
    statusReason
    heartbeatAt
    heartbeatTimeoutMs
  }
  group {
    id
    title
    count
    isNew
  }
}`) as unknown as TypedDocumentString<AttentionStripChangedSubscription, AttentionStripChangedSubscriptionVariables>;