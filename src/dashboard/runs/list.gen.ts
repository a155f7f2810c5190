/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The direction of an order. */
export type OrderDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

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

/** A filter for runs. All given conditions must hold. A list matches if one of its elements does, except `tagsAll`. An empty list matches nothing, except an empty `tagsAll`, which matches everything. The ends of a range are included. */
export type RunFilter = {
  /** Is in one of these backends, at most 100. */
  backend?: Array<string> | null | undefined;
  /** Belongs to one of these flows, at most 100. */
  flow?: Array<string> | null | undefined;
  /** Sent its last heartbeat at or after this time. */
  heartbeatAfter?: string | null | undefined;
  /** Sent its last heartbeat at or before this time. */
  heartbeatBefore?: string | null | undefined;
  /** Took at most this many milliseconds. */
  maxDurationMs?: number | null | undefined;
  /** Took at least this many milliseconds. */
  minDurationMs?: number | null | undefined;
  /** Has a name or number that starts with this text. */
  refPrefix?: string | null | undefined;
  /** Started at or after this time. */
  startedAfter?: string | null | undefined;
  /** Started at or before this time. */
  startedBefore?: string | null | undefined;
  /** Has one of these statuses, at most 3. */
  status?: Array<RunStatus> | null | undefined;
  /** Has all of these tags, at most 100. */
  tagsAll?: Array<string> | null | undefined;
  /** Has at least one of these tags, at most 100. */
  tagsAny?: Array<string> | null | undefined;
  /** Was started by one of these users, at most 100. */
  user?: Array<string> | null | undefined;
};

/** The order of runs. */
export type RunOrder = {
  /** The direction. */
  direction?: OrderDirection | null | undefined;
  /** The field to order by. Runs without a value come after all others when ascending, ordered by start time. */
  field: RunOrderField;
};

/** The fields that runs can be ordered by. */
export type RunOrderField =
  /** The duration. All pages use the clock of the first one. */
  | 'DURATION'
  /** The finish time. All pages use the clock of the first one. */
  | 'FINISHED'
  /** The name of the flow, then the run's number. */
  | 'FLOW'
  /** The start time. Pages neither repeat nor skip a run while others are recorded. */
  | 'STARTED';

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

export type RunsPageQueryVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
  orderBy?: Types.RunOrder | null | undefined;
  after?: string | null | undefined;
  first: number;
}>;


export type RunsPageQuery = { runs: { unavailable: Array<string>, nodes: Array<{ id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, tags: Array<string> | null, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number, durationMs: number | null, failure: { summary: string, attempt: number | null } | null, usual: { p50Ms: number, p95Ms: number, ratio: number | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RunsChangedSubscriptionVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
}>;


export type RunsChangedSubscription = { runsChanged: { kind: Types.RunChangeKind, id: string | null, backend: string, run: { id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, tags: Array<string> | null, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number, durationMs: number | null, failure: { summary: string, attempt: number | null } | null, usual: { p50Ms: number, p95Ms: number, ratio: number | null } | null } | null } };

export type RunCountsQueryVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
}>;


export type RunCountsQuery = { statusCounts: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null };

export type RunBucketsQueryVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
  buckets: number;
}>;


export type RunBucketsQuery = { runHistogram: { isExact: boolean, unavailable: Array<string>, buckets: Array<{ from: string, to: string, counts: Array<{ status: Types.RunStatus, value: number }> }> } | null };

export type RunRowFragment = { id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, tags: Array<string> | null, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number, durationMs: number | null, failure: { summary: string, attempt: number | null } | null, usual: { p50Ms: number, p95Ms: number, ratio: number | null } | null };

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
export const RunRowFragmentDoc = new TypedDocumentString(`
    fragment RunRow on Run {
  id
  backend
  flow
  number
  name
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  durationMs
  failure {
    summary
    attempt
  }
  usual {
    p50Ms
    p95Ms
    ratio
  }
}
    `, {"fragmentName":"RunRow"}) as unknown as TypedDocumentString<RunRowFragment, unknown>;
export const RunsPageDocument = new TypedDocumentString(`
    query RunsPage($filter: RunFilter, $orderBy: RunOrder, $after: String, $first: Int!) {
  runs(filter: $filter, orderBy: $orderBy, after: $after, first: $first) {
    nodes {
      ...RunRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment RunRow on Run {
  id
  backend
  flow
  number
  name
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  durationMs
  failure {
    summary
    attempt
  }
  usual {
    p50Ms
    p95Ms
    ratio
  }
}`) as unknown as TypedDocumentString<RunsPageQuery, RunsPageQueryVariables>;
export const RunsChangedDocument = new TypedDocumentString(`
    subscription RunsChanged($filter: RunFilter) {
  runsChanged(filter: $filter) {
    kind
    id
    backend
    run {
      ...RunRow
    }
  }
}
    fragment RunRow on Run {
  id
  backend
  flow
  number
  name
  user
  tags
  status
  statusReason
  startedAt
  finishedAt
  heartbeatAt
  heartbeatTimeoutMs
  durationMs
  failure {
    summary
    attempt
  }
  usual {
    p50Ms
    p95Ms
    ratio
  }
}`) as unknown as TypedDocumentString<RunsChangedSubscription, RunsChangedSubscriptionVariables>;
export const RunCountsDocument = new TypedDocumentString(`
    query RunCounts($filter: RunFilter) {
  statusCounts(filter: $filter) {
    counts {
      status
      value
      isExact
    }
    unavailable
  }
}
    `) as unknown as TypedDocumentString<RunCountsQuery, RunCountsQueryVariables>;
export const RunBucketsDocument = new TypedDocumentString(`
    query RunBuckets($filter: RunFilter, $buckets: Int!) {
  runHistogram(filter: $filter, buckets: $buckets) {
    buckets {
      from
      to
      counts {
        status
        value
      }
    }
    isExact
    unavailable
  }
}
    `) as unknown as TypedDocumentString<RunBucketsQuery, RunBucketsQueryVariables>;