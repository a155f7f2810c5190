/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type BackendsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type BackendsPageQuery = { backends: Array<{ name: string, kind: string, hasRuns: boolean, reachable: boolean, latencyMs: number | null, max: number | null, evicted: number | null, replicas: Array<{ host: string, lagMs: number | null, reachable: boolean }> | null }> };

export type BackendRunsQueryVariables = Exact<{
  filter: Types.RunFilter;
}>;


export type BackendRunsQuery = { statusCounts: { counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null };

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

export const BackendsPageDocument = new TypedDocumentString(`
    query BackendsPage {
  backends {
    name
    kind
    hasRuns
    reachable
    latencyMs
    max
    evicted
    replicas {
      host
      lagMs
      reachable
    }
  }
}
    `) as unknown as TypedDocumentString<BackendsPageQuery, BackendsPageQueryVariables>;
export const BackendRunsDocument = new TypedDocumentString(`
    query BackendRuns($filter: RunFilter!) {
  statusCounts(filter: $filter) {
    counts {
      status
      value
      isExact
    }
  }
}
    `) as unknown as TypedDocumentString<BackendRunsQuery, BackendRunsQueryVariables>;