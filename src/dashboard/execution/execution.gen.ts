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

/** The executions to move, and their backend. */
export type MoveExecutionsInput = {
  /** The backend that has them. Default: the first one that takes writes. */
  backend?: string | null | undefined;
  /** The ids, 1 to 500. */
  ids: Array<string>;
};

/** The status of one node of an execution's DAG. */
export type NodeStatus =
  /** It was cancelled. */
  | 'CANCELLED'
  /** It succeeded. */
  | 'COMPLETED'
  /** It failed. */
  | 'FAILED'
  /** At least one predecessor is not finished. */
  | 'PENDING'
  /** A worker can claim the node. */
  | 'READY'
  /** A worker is working on the node. */
  | 'RUNNING'
  /** It was skipped. */
  | 'SKIPPED'
  /** The engine gives it a status that Execgraph does not know. */
  | 'UNKNOWN';

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

export type ExecutionPageQueryVariables = Exact<{
  id: string;
}>;


export type ExecutionPageQuery = { execution: { id: string, backend: string, flow: string, step: string | null, source: string | null, scriptPath: string | null, sampleRate: number, isInQueue: boolean | null, tags: Array<string> | null, key: string, version: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, run: { number: number, name: string | null, flow: string, backend: string } | null, parent: { key: string, step: string | null, flow: string, status: Types.ExecutionStatus } | null, attempts: { nodes: Array<{ number: number, status: Types.ExecutionStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, error: string | null }>, pageInfo: { hasPreviousPage: boolean } } | null, children: { nodes: Array<{ key: string, id: string, version: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, parent: { key: string } | null }>, pageInfo: { hasNextPage: boolean } } | null } | null };

export type ExecutionBaseQueryVariables = Exact<{
  id: string;
}>;


export type ExecutionBaseQuery = { compareExecutions: Array<{ left: { key: string } | null } | null> | null };

export type NewestChildrenQueryVariables = Exact<{
  id: string;
}>;


export type NewestChildrenQuery = { execution: { children: { nodes: Array<{ key: string }> } | null } | null };

export type ExecutionResultsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  isFirst: boolean;
}>;


export type ExecutionResultsQuery = { execution: { dag?: { nodes: Array<{ id: string, label: string, status: Types.NodeStatus }>, edges: Array<{ source: string, target: string }> } | null, nodeResults: { edges: Array<{ cursor: string, node: { nodeId: string, attempt: number, status: Types.NodeStatus, startedAt: string | null, finishedAt: string | null, error: string | null, bytes: number | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type NodeValueQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type NodeValueQuery = { execution: { nodeResults: { nodes: Array<{ nodeId: string, attempt: number, value: unknown }> } | null } | null };

export type ExecutionFactsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type ExecutionFactsQuery = { execution: { metadata: { nodes: Array<{ id: string, field: string, value: string, attempt: number, ts: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ExecutionFollowedSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ExecutionFollowedSubscription = { executionsChanged: { kind: Types.ExecutionChangeKind, id: string, backend: string | null, execution: { key: string, version: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number } | null } };

export type RetryExecutionMutationVariables = Exact<{
  input: Types.MoveExecutionsInput;
}>;


export type RetryExecutionMutation = { retryExecutions: { results: Array<{ ok: boolean, problem: { message: string } | null }> } | null };

export type CancelExecutionMutationVariables = Exact<{
  input: Types.MoveExecutionsInput;
}>;


export type CancelExecutionMutation = { cancelExecutions: { results: Array<{ ok: boolean, problem: { message: string } | null }> } | null };

export type ExecutionStateFragment = { key: string, version: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number };

export type ExecutionHeadFragment = { id: string, backend: string, flow: string, step: string | null, source: string | null, scriptPath: string | null, sampleRate: number, isInQueue: boolean | null, tags: Array<string> | null, key: string, version: string, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, durationMs: number | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, usual: { p50Ms: number, p95Ms: number, count: number, ratio: number | null } | null, failure: { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> } | null, run: { number: number, name: string | null, flow: string, backend: string } | null, parent: { key: string, step: string | null, flow: string, status: Types.ExecutionStatus } | null, attempts: { nodes: Array<{ number: number, status: Types.ExecutionStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, error: string | null }>, pageInfo: { hasPreviousPage: boolean } } | null, children: { nodes: Array<{ key: string, id: string, version: string, flow: string, step: string | null, status: Types.ExecutionStatus, statusReason: Types.StatusReason, attempt: number, startedAt: string | null, finishedAt: string | null, heartbeatAt: string | null, heartbeatTimeoutMs: number | null, nodeCount: number, parent: { key: string } | null }>, pageInfo: { hasNextPage: boolean } } | null };

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
export const ExecutionStateFragmentDoc = new TypedDocumentString(`
    fragment ExecutionState on Execution {
  key
  version
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
}
    `, {"fragmentName":"ExecutionState"}) as unknown as TypedDocumentString<ExecutionStateFragment, unknown>;
export const ExecutionHeadFragmentDoc = new TypedDocumentString(`
    fragment ExecutionHead on Execution {
  ...ExecutionState
  id
  backend
  flow
  step
  source
  scriptPath
  sampleRate
  isInQueue
  tags
  usual {
    ...Usual
  }
  failure {
    ...WhyFailed
  }
  run {
    number
    name
    flow
    backend
  }
  parent {
    key
    step
    flow
    status
  }
  attempts(last: 100) {
    nodes {
      number
      status
      statusReason
      startedAt
      finishedAt
      durationMs
      error
    }
    pageInfo {
      hasPreviousPage
    }
  }
  children(first: 1000) {
    nodes {
      ...TaskRow
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment ExecutionState on Execution {
  key
  version
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
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
}`, {"fragmentName":"ExecutionHead"}) as unknown as TypedDocumentString<ExecutionHeadFragment, unknown>;
export const ExecutionPageDocument = new TypedDocumentString(`
    query ExecutionPage($id: ID!) {
  execution(id: $id) {
    ...ExecutionHead
  }
}
    fragment ExecutionState on Execution {
  key
  version
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
}
fragment ExecutionHead on Execution {
  ...ExecutionState
  id
  backend
  flow
  step
  source
  scriptPath
  sampleRate
  isInQueue
  tags
  usual {
    ...Usual
  }
  failure {
    ...WhyFailed
  }
  run {
    number
    name
    flow
    backend
  }
  parent {
    key
    step
    flow
    status
  }
  attempts(last: 100) {
    nodes {
      number
      status
      statusReason
      startedAt
      finishedAt
      durationMs
      error
    }
    pageInfo {
      hasPreviousPage
    }
  }
  children(first: 1000) {
    nodes {
      ...TaskRow
    }
    pageInfo {
      hasNextPage
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
}`) as unknown as TypedDocumentString<ExecutionPageQuery, ExecutionPageQueryVariables>;
export const ExecutionBaseDocument = new TypedDocumentString(`
    query ExecutionBase($id: ID!) {
  compareExecutions(pairs: [{right: $id}]) {
    left {
      key
    }
  }
}
    `) as unknown as TypedDocumentString<ExecutionBaseQuery, ExecutionBaseQueryVariables>;
export const NewestChildrenDocument = new TypedDocumentString(`
    query NewestChildren($id: ID!) {
  execution(id: $id) {
    children(last: 50) {
      nodes {
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NewestChildrenQuery, NewestChildrenQueryVariables>;
export const ExecutionResultsDocument = new TypedDocumentString(`
    query ExecutionResults($id: ID!, $after: String, $isFirst: Boolean!) {
  execution(id: $id) {
    dag @include(if: $isFirst) {
      nodes {
        id
        label
        status
      }
      edges {
        source
        target
      }
    }
    nodeResults(first: 1000, after: $after) {
      edges {
        cursor
        node {
          nodeId
          attempt
          status
          startedAt
          finishedAt
          error
          bytes
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExecutionResultsQuery, ExecutionResultsQueryVariables>;
export const NodeValueDocument = new TypedDocumentString(`
    query NodeValue($id: ID!, $after: String) {
  execution(id: $id) {
    nodeResults(first: 1, after: $after) {
      nodes {
        nodeId
        attempt
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NodeValueQuery, NodeValueQueryVariables>;
export const ExecutionFactsDocument = new TypedDocumentString(`
    query ExecutionFacts($id: ID!, $after: String) {
  execution(id: $id) {
    metadata(first: 1000, after: $after) {
      nodes {
        id
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
    `) as unknown as TypedDocumentString<ExecutionFactsQuery, ExecutionFactsQueryVariables>;
export const ExecutionFollowedDocument = new TypedDocumentString(`
    subscription ExecutionFollowed($ids: [ID!]!) {
  executionsChanged(ids: $ids) {
    kind
    id
    backend
    execution {
      ...ExecutionState
    }
  }
}
    fragment ExecutionState on Execution {
  key
  version
  status
  statusReason
  attempt
  startedAt
  finishedAt
  durationMs
  heartbeatAt
  heartbeatTimeoutMs
  nodeCount
}`) as unknown as TypedDocumentString<ExecutionFollowedSubscription, ExecutionFollowedSubscriptionVariables>;
export const RetryExecutionDocument = new TypedDocumentString(`
    mutation RetryExecution($input: MoveExecutionsInput!) {
  retryExecutions(input: $input) {
    results {
      ok
      problem {
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RetryExecutionMutation, RetryExecutionMutationVariables>;
export const CancelExecutionDocument = new TypedDocumentString(`
    mutation CancelExecution($input: MoveExecutionsInput!) {
  cancelExecutions(input: $input) {
    results {
      ok
      problem {
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CancelExecutionMutation, CancelExecutionMutationVariables>;