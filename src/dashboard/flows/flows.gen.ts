/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The filter for flows. */
export type FlowFilter = {
  /** Is in one of these backends. */
  backend?: Array<string> | null | undefined;
  /** Has a name that starts with this text. */
  namePrefix?: string | null | undefined;
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

export type FlowsPageQueryVariables = Exact<{
  filter?: Types.FlowFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type FlowsPageQuery = { flows: { unavailable: Array<string>, nodes: Array<{ id: string, backend: string, name: string, lastRun: { heartbeatAt: string | null, heartbeatTimeoutMs: number, id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, usual: { p50Ms: number, p95Ms: number, ratio: number | null } | null } | null, good: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null } | null, failed: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, failure: { summary: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type FlowHeadQueryVariables = Exact<{
  filter?: Types.FlowFilter | null | undefined;
}>;


export type FlowHeadQuery = { flows: { unavailable: Array<string>, nodes: Array<{ createdAt: string | null, id: string, backend: string, name: string, lastRun: { heartbeatAt: string | null, heartbeatTimeoutMs: number, id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, usual: { p50Ms: number, p95Ms: number, ratio: number | null } | null } | null, good: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null } | null, failed: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, failure: { summary: string } | null } | null }> } | null };

export type FlowRowFragment = { id: string, backend: string, name: string, lastRun: { heartbeatAt: string | null, heartbeatTimeoutMs: number, id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, usual: { p50Ms: number, p95Ms: number, ratio: number | null } | null } | null, good: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null } | null, failed: { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null, failure: { summary: string } | null } | null };

export type FlowRunFragment = { id: string, backend: string, flow: string, number: number, status: Types.RunStatus, statusReason: Types.StatusReason, startedAt: string | null, finishedAt: string | null, durationMs: number | null };

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
export const FlowRunFragmentDoc = new TypedDocumentString(`
    fragment FlowRun on Run {
  id
  backend
  flow
  number
  status
  statusReason
  startedAt
  finishedAt
  durationMs
}
    `, {"fragmentName":"FlowRun"}) as unknown as TypedDocumentString<FlowRunFragment, unknown>;
export const FlowRowFragmentDoc = new TypedDocumentString(`
    fragment FlowRow on Flow {
  id
  backend
  name
  lastRun {
    ...FlowRun
    heartbeatAt
    heartbeatTimeoutMs
    usual {
      p50Ms
      p95Ms
      ratio
    }
  }
  good: latest(status: [COMPLETED]) {
    ...FlowRun
  }
  failed: latest(status: [FAILED]) {
    ...FlowRun
    failure {
      summary
    }
  }
}
    fragment FlowRun on Run {
  id
  backend
  flow
  number
  status
  statusReason
  startedAt
  finishedAt
  durationMs
}`, {"fragmentName":"FlowRow"}) as unknown as TypedDocumentString<FlowRowFragment, unknown>;
export const FlowsPageDocument = new TypedDocumentString(`
    query FlowsPage($filter: FlowFilter, $after: String) {
  flows(filter: $filter, first: 100, after: $after) {
    nodes {
      ...FlowRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment FlowRow on Flow {
  id
  backend
  name
  lastRun {
    ...FlowRun
    heartbeatAt
    heartbeatTimeoutMs
    usual {
      p50Ms
      p95Ms
      ratio
    }
  }
  good: latest(status: [COMPLETED]) {
    ...FlowRun
  }
  failed: latest(status: [FAILED]) {
    ...FlowRun
    failure {
      summary
    }
  }
}
fragment FlowRun on Run {
  id
  backend
  flow
  number
  status
  statusReason
  startedAt
  finishedAt
  durationMs
}`) as unknown as TypedDocumentString<FlowsPageQuery, FlowsPageQueryVariables>;
export const FlowHeadDocument = new TypedDocumentString(`
    query FlowHead($filter: FlowFilter) {
  flows(filter: $filter, first: 1) {
    nodes {
      ...FlowRow
      createdAt
    }
    unavailable
  }
}
    fragment FlowRow on Flow {
  id
  backend
  name
  lastRun {
    ...FlowRun
    heartbeatAt
    heartbeatTimeoutMs
    usual {
      p50Ms
      p95Ms
      ratio
    }
  }
  good: latest(status: [COMPLETED]) {
    ...FlowRun
  }
  failed: latest(status: [FAILED]) {
    ...FlowRun
    failure {
      summary
    }
  }
}
fragment FlowRun on Run {
  id
  backend
  flow
  number
  status
  statusReason
  startedAt
  finishedAt
  durationMs
}`) as unknown as TypedDocumentString<FlowHeadQuery, FlowHeadQueryVariables>;