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

export type FacetsQueryVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
}>;


export type FacetsQuery = { runFacets: { isExact: boolean, unavailable: Array<string>, users: Array<{ value: string, count: number }>, tags: Array<{ value: string, count: number }> } | null };

export type FlowNamesQueryVariables = Exact<{
  filter?: Types.FlowFilter | null | undefined;
}>;


export type FlowNamesQuery = { flows: { unavailable: Array<string>, nodes: Array<{ name: string }>, pageInfo: { hasNextPage: boolean } } | null };

export type BackendNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type BackendNamesQuery = { backends: Array<{ name: string, kind: string, hasRuns: boolean }> };

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

export const FacetsDocument = new TypedDocumentString(`
    query Facets($filter: RunFilter) {
  runFacets(filter: $filter, first: 100) {
    users {
      value
      count
    }
    tags {
      value
      count
    }
    isExact
    unavailable
  }
}
    `) as unknown as TypedDocumentString<FacetsQuery, FacetsQueryVariables>;
export const FlowNamesDocument = new TypedDocumentString(`
    query FlowNames($filter: FlowFilter) {
  flows(filter: $filter, first: 100) {
    nodes {
      name
    }
    pageInfo {
      hasNextPage
    }
    unavailable
  }
}
    `) as unknown as TypedDocumentString<FlowNamesQuery, FlowNamesQueryVariables>;
export const BackendNamesDocument = new TypedDocumentString(`
    query BackendNames {
  backends {
    name
    kind
    hasRuns
  }
}
    `) as unknown as TypedDocumentString<BackendNamesQuery, BackendNamesQueryVariables>;