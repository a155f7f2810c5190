/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How the right side differs from the left one. */
export type DifferenceKind =
  /** Only the right side has it. */
  | 'ADDED'
  /** Both sides have it, and it is not the same. */
  | 'CHANGED'
  /** Only the left side has it. */
  | 'REMOVED';

/** Two executions to compare, of any flows and backends. */
export type ExecutionPairInput = {
  /** The base: an id of the engine, or a key (`backend:id`). Default: the last COMPLETED execution of the same flow and step that had finished when `right` started. In Metaflow it is looked for in the ten newest runs up to that of `right`. */
  left?: string | null | undefined;
  /** The execution that is compared with the base: an id of the engine, or a key. */
  right: string;
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

export type CompareRunsQueryVariables = Exact<{
  pairs: Array<Types.RunPairInput> | Types.RunPairInput;
}>;


export type CompareRunsQuery = { compareRuns: Array<{ durationDifferenceMs: number | null, left: { id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, tags: Array<string> | null, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number, startedAt: string | null, durationMs: number | null, failure: { summary: string } | null, metadata: { nodes: Array<{ step: string, field: string, value: string }> } | null } | null, right: { id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, tags: Array<string> | null, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number, startedAt: string | null, durationMs: number | null, failure: { summary: string } | null, metadata: { nodes: Array<{ step: string, field: string, value: string }> } | null }, tags: { added: Array<string>, removed: Array<string> } | null, systemTags: { added: Array<string>, removed: Array<string> } | null, steps: Array<{ name: string, left: { status: Types.ExecutionStatus | null, attempt: number, startedAt: string | null, durationMs: number | null } | null, right: { status: Types.ExecutionStatus | null, attempt: number, startedAt: string | null, durationMs: number | null } | null, execution: { left: { key: string } | null, right: { key: string }, inputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: Types.DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null, outputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: Types.DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null } | null }> | null } | null> | null };

export type CompareExecutionsQueryVariables = Exact<{
  pairs: Array<Types.ExecutionPairInput> | Types.ExecutionPairInput;
}>;


export type CompareExecutionsQuery = { compareExecutions: Array<{ durationDifferenceMs: number | null, left: { key: string, id: string, backend: string, flow: string, step: string | null, attempt: number, tags: Array<string> | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, startedAt: string | null, durationMs: number | null, failure: { summary: string } | null, run: { backend: string, flow: string, number: number } | null, metadata: { nodes: Array<{ field: string, value: string }> } | null } | null, right: { key: string, id: string, backend: string, flow: string, step: string | null, attempt: number, tags: Array<string> | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, startedAt: string | null, durationMs: number | null, failure: { summary: string } | null, run: { backend: string, flow: string, number: number } | null, metadata: { nodes: Array<{ field: string, value: string }> } | null }, tags: { added: Array<string>, removed: Array<string> } | null, inputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: Types.DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null, outputs: { hasMore: boolean, isExact: boolean, differences: Array<{ kind: Types.DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> } | null, error: { left: string | null, right: string | null } | null } | null> | null };

export type RunsToCompareQueryVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
}>;


export type RunsToCompareQuery = { runs: { unavailable: Array<string>, nodes: Array<{ id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, durationMs: number | null }> } | null };

export type RunSideFragment = { id: string, backend: string, flow: string, number: number, name: string | null, user: string | null, tags: Array<string> | null, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number, startedAt: string | null, durationMs: number | null, failure: { summary: string } | null, metadata: { nodes: Array<{ step: string, field: string, value: string }> } | null };

export type ExecutionSideFragment = { key: string, id: string, backend: string, flow: string, step: string | null, attempt: number, tags: Array<string> | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, startedAt: string | null, durationMs: number | null, failure: { summary: string } | null, run: { backend: string, flow: string, number: number } | null, metadata: { nodes: Array<{ field: string, value: string }> } | null };

export type StepSideFragment = { status: Types.ExecutionStatus | null, attempt: number, startedAt: string | null, durationMs: number | null };

export type DifferencesFragment = { hasMore: boolean, isExact: boolean, differences: Array<{ kind: Types.DifferenceKind, path: string, left: { preview: string, bytes: number, truncated: boolean } | null, right: { preview: string, bytes: number, truncated: boolean } | null }> };

export type EqualInRunsQueryVariables = Exact<{
  pairs: Array<Types.RunPairInput> | Types.RunPairInput;
}>;


export type EqualInRunsQuery = { compareRuns: Array<{ steps: Array<{ name: string, execution: { inputs: { left: { json: unknown } | null, right: { json: unknown } | null } | null, outputs: { left: { json: unknown } | null, right: { json: unknown } | null } | null } | null }> | null } | null> | null };

export type EqualInExecutionsQueryVariables = Exact<{
  pairs: Array<Types.ExecutionPairInput> | Types.ExecutionPairInput;
}>;


export type EqualInExecutionsQuery = { compareExecutions: Array<{ inputs: { left: { json: unknown } | null, right: { json: unknown } | null } | null, outputs: { left: { json: unknown } | null, right: { json: unknown } | null } | null } | null> | null };

export type WholeFragment = { left: { json: unknown } | null, right: { json: unknown } | null };

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
export const RunSideFragmentDoc = new TypedDocumentString(`
    fragment RunSide on Run {
  id
  backend
  flow
  number
  name
  user
  tags
  status
  statusReason
  heartbeatAt
  heartbeatTimeoutMs
  startedAt
  durationMs
  failure {
    summary
  }
  metadata(last: 200) {
    nodes {
      step
      field
      value
    }
  }
}
    `, {"fragmentName":"RunSide"}) as unknown as TypedDocumentString<RunSideFragment, unknown>;
export const ExecutionSideFragmentDoc = new TypedDocumentString(`
    fragment ExecutionSide on Execution {
  key
  id
  backend
  flow
  step
  attempt
  tags
  status
  statusReason
  heartbeatAt
  heartbeatTimeoutMs
  startedAt
  durationMs
  failure {
    summary
  }
  run {
    backend
    flow
    number
  }
  metadata(last: 200) {
    nodes {
      field
      value
    }
  }
}
    `, {"fragmentName":"ExecutionSide"}) as unknown as TypedDocumentString<ExecutionSideFragment, unknown>;
export const StepSideFragmentDoc = new TypedDocumentString(`
    fragment StepSide on StepState {
  status
  attempt
  startedAt
  durationMs
}
    `, {"fragmentName":"StepSide"}) as unknown as TypedDocumentString<StepSideFragment, unknown>;
export const DifferencesFragmentDoc = new TypedDocumentString(`
    fragment Differences on PayloadComparison {
  differences {
    kind
    path
    left {
      preview
      bytes
      truncated
    }
    right {
      preview
      bytes
      truncated
    }
  }
  hasMore
  isExact
}
    `, {"fragmentName":"Differences"}) as unknown as TypedDocumentString<DifferencesFragment, unknown>;
export const WholeFragmentDoc = new TypedDocumentString(`
    fragment Whole on PayloadComparison {
  left {
    json
  }
  right {
    json
  }
}
    `, {"fragmentName":"Whole"}) as unknown as TypedDocumentString<WholeFragment, unknown>;
export const CompareRunsDocument = new TypedDocumentString(`
    query CompareRuns($pairs: [RunPairInput!]!) {
  compareRuns(pairs: $pairs) {
    left {
      ...RunSide
    }
    right {
      ...RunSide
    }
    durationDifferenceMs
    tags {
      added
      removed
    }
    systemTags {
      added
      removed
    }
    steps {
      name
      left {
        ...StepSide
      }
      right {
        ...StepSide
      }
      execution {
        left {
          key
        }
        right {
          key
        }
        inputs(first: 50) {
          ...Differences
        }
        outputs(first: 50) {
          ...Differences
        }
      }
    }
  }
}
    fragment RunSide on Run {
  id
  backend
  flow
  number
  name
  user
  tags
  status
  statusReason
  heartbeatAt
  heartbeatTimeoutMs
  startedAt
  durationMs
  failure {
    summary
  }
  metadata(last: 200) {
    nodes {
      step
      field
      value
    }
  }
}
fragment StepSide on StepState {
  status
  attempt
  startedAt
  durationMs
}
fragment Differences on PayloadComparison {
  differences {
    kind
    path
    left {
      preview
      bytes
      truncated
    }
    right {
      preview
      bytes
      truncated
    }
  }
  hasMore
  isExact
}`) as unknown as TypedDocumentString<CompareRunsQuery, CompareRunsQueryVariables>;
export const CompareExecutionsDocument = new TypedDocumentString(`
    query CompareExecutions($pairs: [ExecutionPairInput!]!) {
  compareExecutions(pairs: $pairs) {
    left {
      ...ExecutionSide
    }
    right {
      ...ExecutionSide
    }
    durationDifferenceMs
    tags {
      added
      removed
    }
    inputs(first: 200) {
      ...Differences
    }
    outputs(first: 200) {
      ...Differences
    }
    error {
      left
      right
    }
  }
}
    fragment ExecutionSide on Execution {
  key
  id
  backend
  flow
  step
  attempt
  tags
  status
  statusReason
  heartbeatAt
  heartbeatTimeoutMs
  startedAt
  durationMs
  failure {
    summary
  }
  run {
    backend
    flow
    number
  }
  metadata(last: 200) {
    nodes {
      field
      value
    }
  }
}
fragment Differences on PayloadComparison {
  differences {
    kind
    path
    left {
      preview
      bytes
      truncated
    }
    right {
      preview
      bytes
      truncated
    }
  }
  hasMore
  isExact
}`) as unknown as TypedDocumentString<CompareExecutionsQuery, CompareExecutionsQueryVariables>;
export const RunsToCompareDocument = new TypedDocumentString(`
    query RunsToCompare($filter: RunFilter) {
  runs(filter: $filter, first: 20) {
    nodes {
      id
      backend
      flow
      number
      name
      user
      status
      statusReason
      startedAt
      durationMs
    }
    unavailable
  }
}
    `) as unknown as TypedDocumentString<RunsToCompareQuery, RunsToCompareQueryVariables>;
export const EqualInRunsDocument = new TypedDocumentString(`
    query EqualInRuns($pairs: [RunPairInput!]!) {
  compareRuns(pairs: $pairs) {
    steps {
      name
      execution {
        inputs(first: 1) {
          ...Whole
        }
        outputs(first: 1) {
          ...Whole
        }
      }
    }
  }
}
    fragment Whole on PayloadComparison {
  left {
    json
  }
  right {
    json
  }
}`) as unknown as TypedDocumentString<EqualInRunsQuery, EqualInRunsQueryVariables>;
export const EqualInExecutionsDocument = new TypedDocumentString(`
    query EqualInExecutions($pairs: [ExecutionPairInput!]!) {
  compareExecutions(pairs: $pairs) {
    inputs(first: 1) {
      ...Whole
    }
    outputs(first: 1) {
      ...Whole
    }
  }
}
    fragment Whole on PayloadComparison {
  left {
    json
  }
  right {
    json
  }
}`) as unknown as TypedDocumentString<EqualInExecutionsQuery, EqualInExecutionsQueryVariables>;