/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** The kinds of differences from the last one that went well. */
export type FailureChangeKind =
  /** An input. */
  | 'INPUT'
  /** A tag. */
  | 'TAG'
  /**
   * A mark of a version: the DAG, the path of the script, or a tag `name:value` or a fact whose name ends in `version`,
   * `commit`, `revision`, `sha`, `image`, `release` or `build`, in any case.
   */
  | 'VERSION';

/** The kinds of records in which a failure can begin. */
export type FailureStepKind =
  /** An execution. */
  | 'EXECUTION'
  /** A node of an execution's DAG. */
  | 'NODE'
  /** A run. */
  | 'RUN';

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

export type RunPageQueryVariables = Exact<{
  backend: string;
  flow: string;
  ref: string;
}>;


export type RunPageQuery = { run: { backend: string, flow: string, name: string | null, user: string | null, tags: Array<string> | null, systemTags: Array<string> | null, startedAt: string | null, id: string, number: number, version: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatStale: boolean, heartbeatAt: string | null, finishedAt: string | null, durationMs: number | null, previous: { number: number, name: string | null } | null, next: { number: number, name: string | null } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: Types.ExecutionStatus, value: number }> }> | null } | null };

export type RunOriginQueryVariables = Exact<{
  backend: string;
  flow: string;
  ref: string;
}>;


export type RunOriginQuery = { run: { failure: { execution: { key: string } | null } | null } | null };

export type RunBaseQueryVariables = Exact<{
  id: string;
}>;


export type RunBaseQuery = { compareRuns: Array<{ left: { id: string, number: number, steps: Array<{ name: string }> | null } | null } | null> | null };

export type RunPeekQueryVariables = Exact<{
  backend: string;
  flow: string;
  ref: string;
}>;


export type RunPeekQuery = { run: { backend: string, flow: string, name: string | null, user: string | null, tags: Array<string> | null, systemTags: Array<string> | null, startedAt: string | null, id: string, number: number, version: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatStale: boolean, heartbeatAt: string | null, finishedAt: string | null, durationMs: number | null, metadata: { nodes: Array<{ id: string, field: string, value: string, ts: string | null }> } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: Types.ExecutionStatus, value: number }> }> | null } | null };

export type RunFactsQueryVariables = Exact<{
  backend: string;
  flow: string;
  ref: string;
  after?: string | null | undefined;
}>;


export type RunFactsQuery = { run: { metadata: { nodes: Array<{ id: string, step: string, field: string, value: string, attempt: number | null, ts: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RunFollowedSubscriptionVariables = Exact<{
  filter: Types.RunFilter;
}>;


export type RunFollowedSubscription = { runsChanged: { kind: Types.RunChangeKind, id: string | null, backend: string, run: { id: string, number: number, version: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatStale: boolean, heartbeatAt: string | null, finishedAt: string | null, durationMs: number | null } | null } };

export type RunStateFragment = { id: string, number: number, version: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatStale: boolean, heartbeatAt: string | null, finishedAt: string | null, durationMs: number | null };

export type RunCoreFragment = { backend: string, flow: string, name: string | null, user: string | null, tags: Array<string> | null, systemTags: Array<string> | null, startedAt: string | null, id: string, number: number, version: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatStale: boolean, heartbeatAt: string | null, finishedAt: string | null, durationMs: number | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: Types.ExecutionStatus, value: number }> }> | null };

export type RunHeadFragment = { backend: string, flow: string, name: string | null, user: string | null, tags: Array<string> | null, systemTags: Array<string> | null, startedAt: string | null, id: string, number: number, version: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatStale: boolean, heartbeatAt: string | null, finishedAt: string | null, durationMs: number | null, previous: { number: number, name: string | null } | null, next: { number: number, name: string | null } | null, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: Types.ExecutionStatus, value: number }> }> | null };

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
export const RunStateFragmentDoc = new TypedDocumentString(`
    fragment RunState on Run {
  id
  number
  version
  status
  statusReason
  heartbeatStale
  heartbeatAt
  finishedAt
  durationMs
}
    `, {"fragmentName":"RunState"}) as unknown as TypedDocumentString<RunStateFragment, unknown>;
export const RunCoreFragmentDoc = new TypedDocumentString(`
    fragment RunCore on Run {
  ...RunState
  backend
  flow
  name
  user
  tags
  systemTags
  startedAt
  usual {
    ...Usual
  }
  failure {
    ...WhyFailed
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
}
    fragment RunState on Run {
  id
  number
  version
  status
  statusReason
  heartbeatStale
  heartbeatAt
  finishedAt
  durationMs
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment WhyFailed on Failure {
  summary
  at
  attempt
  node
  error
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  execution {
    key
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
    flows(first: 11) {
      flow
      count
    }
    buckets(count: 24) {
      from
      count
    }
  }
  changed(first: 4) {
    kind
    path
    before
    after
  }
}`, {"fragmentName":"RunCore"}) as unknown as TypedDocumentString<RunCoreFragment, unknown>;
export const RunHeadFragmentDoc = new TypedDocumentString(`
    fragment RunHead on Run {
  ...RunCore
  previous {
    number
    name
  }
  next {
    number
    name
  }
}
    fragment RunState on Run {
  id
  number
  version
  status
  statusReason
  heartbeatStale
  heartbeatAt
  finishedAt
  durationMs
}
fragment RunCore on Run {
  ...RunState
  backend
  flow
  name
  user
  tags
  systemTags
  startedAt
  usual {
    ...Usual
  }
  failure {
    ...WhyFailed
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment WhyFailed on Failure {
  summary
  at
  attempt
  node
  error
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  execution {
    key
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
    flows(first: 11) {
      flow
      count
    }
    buckets(count: 24) {
      from
      count
    }
  }
  changed(first: 4) {
    kind
    path
    before
    after
  }
}`, {"fragmentName":"RunHead"}) as unknown as TypedDocumentString<RunHeadFragment, unknown>;
export const RunPageDocument = new TypedDocumentString(`
    query RunPage($backend: String!, $flow: String!, $ref: String!) {
  run(flow: $flow, ref: $ref, backend: $backend) {
    ...RunHead
  }
}
    fragment RunState on Run {
  id
  number
  version
  status
  statusReason
  heartbeatStale
  heartbeatAt
  finishedAt
  durationMs
}
fragment RunCore on Run {
  ...RunState
  backend
  flow
  name
  user
  tags
  systemTags
  startedAt
  usual {
    ...Usual
  }
  failure {
    ...WhyFailed
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
}
fragment RunHead on Run {
  ...RunCore
  previous {
    number
    name
  }
  next {
    number
    name
  }
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment WhyFailed on Failure {
  summary
  at
  attempt
  node
  error
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  execution {
    key
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
    flows(first: 11) {
      flow
      count
    }
    buckets(count: 24) {
      from
      count
    }
  }
  changed(first: 4) {
    kind
    path
    before
    after
  }
}`) as unknown as TypedDocumentString<RunPageQuery, RunPageQueryVariables>;
export const RunOriginDocument = new TypedDocumentString(`
    query RunOrigin($backend: String!, $flow: String!, $ref: String!) {
  run(flow: $flow, ref: $ref, backend: $backend) {
    failure {
      execution {
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunOriginQuery, RunOriginQueryVariables>;
export const RunBaseDocument = new TypedDocumentString(`
    query RunBase($id: ID!) {
  compareRuns(pairs: [{right: $id}]) {
    left {
      id
      number
      steps {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunBaseQuery, RunBaseQueryVariables>;
export const RunPeekDocument = new TypedDocumentString(`
    query RunPeek($backend: String!, $flow: String!, $ref: String!) {
  run(flow: $flow, ref: $ref, backend: $backend) {
    ...RunCore
    metadata(last: 3) {
      nodes {
        id
        field
        value
        ts
      }
    }
  }
}
    fragment RunState on Run {
  id
  number
  version
  status
  statusReason
  heartbeatStale
  heartbeatAt
  finishedAt
  durationMs
}
fragment RunCore on Run {
  ...RunState
  backend
  flow
  name
  user
  tags
  systemTags
  startedAt
  usual {
    ...Usual
  }
  failure {
    ...WhyFailed
  }
  steps {
    name
    startedAt
    finishedAt
    counts {
      status
      value
    }
  }
}
fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
fragment WhyFailed on Failure {
  summary
  at
  attempt
  node
  error
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  execution {
    key
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
    flows(first: 11) {
      flow
      count
    }
    buckets(count: 24) {
      from
      count
    }
  }
  changed(first: 4) {
    kind
    path
    before
    after
  }
}`) as unknown as TypedDocumentString<RunPeekQuery, RunPeekQueryVariables>;
export const RunFactsDocument = new TypedDocumentString(`
    query RunFacts($backend: String!, $flow: String!, $ref: String!, $after: String) {
  run(flow: $flow, ref: $ref, backend: $backend) {
    metadata(first: 1000, after: $after) {
      nodes {
        id
        step
        field
        value
        attempt
        ts
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunFactsQuery, RunFactsQueryVariables>;
export const RunFollowedDocument = new TypedDocumentString(`
    subscription RunFollowed($filter: RunFilter!) {
  runsChanged(filter: $filter) {
    kind
    id
    backend
    run {
      ...RunState
    }
  }
}
    fragment RunState on Run {
  id
  number
  version
  status
  statusReason
  heartbeatStale
  heartbeatAt
  finishedAt
  durationMs
}`) as unknown as TypedDocumentString<RunFollowedSubscription, RunFollowedSubscriptionVariables>;