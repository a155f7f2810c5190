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

/** Two runs to compare, of any flows and backends. */
export type RunPairInput = {
  /** The base: an id as in `Run.id`, such as `main:Train/7`, or `Train/7` in whatever backend has it. Default: the newest COMPLETED run of the same flow that had finished when `right` started. */
  left?: string | null | undefined;
  /** The run that is compared with the base: an id. */
  right: string;
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

export type WatchedExecutionsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type WatchedExecutionsQuery = { executions: Array<{ key: string, id: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null } | null> | null };

export type ExecutionsWatchedSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ExecutionsWatchedSubscription = { executionsChanged: { kind: Types.ExecutionChangeKind, id: string, backend: string | null, execution: { key: string, id: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null } | null } };

export type WatchedRunsQueryVariables = Exact<{
  p0: Array<Types.RunPairInput> | Types.RunPairInput;
  p1: Array<Types.RunPairInput> | Types.RunPairInput;
  p2: Array<Types.RunPairInput> | Types.RunPairInput;
  p3: Array<Types.RunPairInput> | Types.RunPairInput;
  p4: Array<Types.RunPairInput> | Types.RunPairInput;
  p5: Array<Types.RunPairInput> | Types.RunPairInput;
  p6: Array<Types.RunPairInput> | Types.RunPairInput;
  p7: Array<Types.RunPairInput> | Types.RunPairInput;
  p8: Array<Types.RunPairInput> | Types.RunPairInput;
  p9: Array<Types.RunPairInput> | Types.RunPairInput;
}>;


export type WatchedRunsQuery = { p0: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p1: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p2: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p3: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p4: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p5: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p6: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p7: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p8: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null, p9: Array<{ right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } } | null> | null };

export type RunsWatchedSubscriptionVariables = Exact<{
  filter: Types.RunFilter;
}>;


export type RunsWatchedSubscription = { runsChanged: { kind: Types.RunChangeKind, id: string | null, backend: string, run: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } | null } };

export type NewestIdsQueryVariables = Exact<{
  status?: Array<Types.ExecutionStatus> | Types.ExecutionStatus | null | undefined;
}>;


export type NewestIdsQuery = { executionHistory: { nodes: Array<{ key: string }> } | null };

export type WatchedFailuresQueryVariables = Exact<{
  keys: Array<string> | string;
}>;


export type WatchedFailuresQuery = { executions: Array<{ key: string, attempt: number, failure: { summary: string } | null } | null> | null };

export type WatchedRunFailuresQueryVariables = Exact<{
  pairs: Array<Types.RunPairInput> | Types.RunPairInput;
}>;


export type WatchedRunFailuresQuery = { compareRuns: Array<{ right: { id: string, failure: { summary: string } | null } } | null> | null };

export type WatchedFragment = { key: string, id: string, flow: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null };

export type PairOfRunsFragment = { right: { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number } };

export type WatchedRunFragment = { id: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number };

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
export const WatchedRunFragmentDoc = new TypedDocumentString(`
    fragment WatchedRun on Run {
  id
  flow
  number
  status
  statusReason
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}
    `, {"fragmentName":"WatchedRun"}) as unknown as TypedDocumentString<WatchedRunFragment, unknown>;
export const PairOfRunsFragmentDoc = new TypedDocumentString(`
    fragment PairOfRuns on RunComparison {
  right {
    ...WatchedRun
  }
}
    fragment WatchedRun on Run {
  id
  flow
  number
  status
  statusReason
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}`, {"fragmentName":"PairOfRuns"}) as unknown as TypedDocumentString<PairOfRunsFragment, unknown>;
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
export const WatchedRunsDocument = new TypedDocumentString(`
    query WatchedRuns($p0: [RunPairInput!]!, $p1: [RunPairInput!]!, $p2: [RunPairInput!]!, $p3: [RunPairInput!]!, $p4: [RunPairInput!]!, $p5: [RunPairInput!]!, $p6: [RunPairInput!]!, $p7: [RunPairInput!]!, $p8: [RunPairInput!]!, $p9: [RunPairInput!]!) {
  p0: compareRuns(pairs: $p0) {
    ...PairOfRuns
  }
  p1: compareRuns(pairs: $p1) {
    ...PairOfRuns
  }
  p2: compareRuns(pairs: $p2) {
    ...PairOfRuns
  }
  p3: compareRuns(pairs: $p3) {
    ...PairOfRuns
  }
  p4: compareRuns(pairs: $p4) {
    ...PairOfRuns
  }
  p5: compareRuns(pairs: $p5) {
    ...PairOfRuns
  }
  p6: compareRuns(pairs: $p6) {
    ...PairOfRuns
  }
  p7: compareRuns(pairs: $p7) {
    ...PairOfRuns
  }
  p8: compareRuns(pairs: $p8) {
    ...PairOfRuns
  }
  p9: compareRuns(pairs: $p9) {
    ...PairOfRuns
  }
}
    fragment PairOfRuns on RunComparison {
  right {
    ...WatchedRun
  }
}
fragment WatchedRun on Run {
  id
  flow
  number
  status
  statusReason
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}`) as unknown as TypedDocumentString<WatchedRunsQuery, WatchedRunsQueryVariables>;
export const RunsWatchedDocument = new TypedDocumentString(`
    subscription RunsWatched($filter: RunFilter!) {
  runsChanged(filter: $filter) {
    kind
    id
    backend
    run {
      ...WatchedRun
    }
  }
}
    fragment WatchedRun on Run {
  id
  flow
  number
  status
  statusReason
  startedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
}`) as unknown as TypedDocumentString<RunsWatchedSubscription, RunsWatchedSubscriptionVariables>;
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
export const WatchedRunFailuresDocument = new TypedDocumentString(`
    query WatchedRunFailures($pairs: [RunPairInput!]!) {
  compareRuns(pairs: $pairs) {
    right {
      id
      failure {
        summary
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WatchedRunFailuresQuery, WatchedRunFailuresQueryVariables>;