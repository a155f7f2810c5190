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

/** The order of groups of failures. */
export type FailureGroupOrder =
  /** Most failures first. */
  | 'COUNT'
  /** The latest first failure first: what is new. */
  | 'FIRST_SEEN'
  /** The latest failure first. */
  | 'LAST_SEEN';

/** What can happen to a run, or to all runs of a backend. */
export type RunChangeKind =
  /** The run was deleted. It may have matched. */
  | 'DELETE'
  /** The run matches the filter, and was not known to match. */
  | 'ENTER'
  /** The run no longer matches, or may have matched before and does not. */
  | 'LEAVE'
  /** From now on changes are told. Changes before may have been missed: query the runs of the backend. */
  | 'SNAPSHOT'
  /** The backend does not answer. When it does again, a SNAPSHOT follows. */
  | 'UNAVAILABLE'
  /** The run has changed and still matches. */
  | 'UPDATE';

/** A reference to a run. */
export type RunRefInput = {
  /** The name of the flow. */
  flow: string;
  /** The run's number. */
  number: number;
};

export type FailuresQueryVariables = Exact<{
  filter?: Types.ExecutionFilter | null | undefined;
  orderBy: Types.FailureGroupOrder;
  parts: number;
  after?: string | null | undefined;
}>;


export type FailuresQuery = { failureGroups: { isExact: boolean, unavailable: Array<string>, nodes: Array<{ id: string, title: string, count: number, isExact: boolean, share: number | null, firstSeen: string, lastSeen: string, isNew: boolean, isRising: boolean, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }>, newest: { key: string, id: string, run: { backend: string, flow: string, number: number } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GroupRowFragment = { id: string, title: string, count: number, isExact: boolean, share: number | null, firstSeen: string, lastSeen: string, isNew: boolean, isRising: boolean, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }>, newest: { key: string, id: string, run: { backend: string, flow: string, number: number } | null } | null };

export type RunsFailSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RunsFailSubscription = { runsChanged: { kind: Types.RunChangeKind } };

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
export const GroupRowFragmentDoc = new TypedDocumentString(`
    fragment GroupRow on FailureGroup {
  id
  title
  count
  isExact
  share
  firstSeen
  lastSeen
  isNew
  isRising
  flows(first: 4) {
    flow
    count
  }
  buckets(count: $parts) {
    from
    count
  }
  newest {
    key
    id
    run {
      backend
      flow
      number
    }
  }
}
    `, {"fragmentName":"GroupRow"}) as unknown as TypedDocumentString<GroupRowFragment, unknown>;
export const FailuresDocument = new TypedDocumentString(`
    query Failures($filter: ExecutionFilter, $orderBy: FailureGroupOrder!, $parts: Int!, $after: String) {
  failureGroups(filter: $filter, orderBy: $orderBy, first: 100, after: $after) {
    nodes {
      ...GroupRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    isExact
    unavailable
  }
}
    fragment GroupRow on FailureGroup {
  id
  title
  count
  isExact
  share
  firstSeen
  lastSeen
  isNew
  isRising
  flows(first: 4) {
    flow
    count
  }
  buckets(count: $parts) {
    from
    count
  }
  newest {
    key
    id
    run {
      backend
      flow
      number
    }
  }
}`) as unknown as TypedDocumentString<FailuresQuery, FailuresQueryVariables>;
export const RunsFailDocument = new TypedDocumentString(`
    subscription RunsFail {
  runsChanged(filter: {status: [FAILED]}) {
    kind
  }
}
    `) as unknown as TypedDocumentString<RunsFailSubscription, RunsFailSubscriptionVariables>;