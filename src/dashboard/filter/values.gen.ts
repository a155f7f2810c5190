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

export type FlowValuesQueryVariables = Exact<{
  prefix?: string | null | undefined;
}>;


export type FlowValuesQuery = { flows: { nodes: Array<{ name: string }> } | null };

export type RunValuesQueryVariables = Exact<{
  filter?: Types.RunFilter | null | undefined;
}>;


export type RunValuesQuery = { runFacets: { isExact: boolean, users: Array<{ value: string, count: number }>, tags: Array<{ value: string, count: number }> } | null };

export type BackendValuesQueryVariables = Exact<{ [key: string]: never; }>;


export type BackendValuesQuery = { backends: Array<{ name: string, kind: string, reachable: boolean }> };

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

export const FlowValuesDocument = new TypedDocumentString(`
    query FlowValues($prefix: String) {
  flows(filter: {namePrefix: $prefix}, first: 50) {
    nodes {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FlowValuesQuery, FlowValuesQueryVariables>;
export const RunValuesDocument = new TypedDocumentString(`
    query RunValues($filter: RunFilter) {
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
  }
}
    `) as unknown as TypedDocumentString<RunValuesQuery, RunValuesQueryVariables>;
export const BackendValuesDocument = new TypedDocumentString(`
    query BackendValues {
  backends {
    name
    kind
    reachable
  }
}
    `) as unknown as TypedDocumentString<BackendValuesQuery, BackendValuesQueryVariables>;