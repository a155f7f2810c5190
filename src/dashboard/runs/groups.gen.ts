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

export type GroupCountsQueryVariables = Exact<{
  g0: Types.RunFilter;
  g1: Types.RunFilter;
  g2: Types.RunFilter;
  g3: Types.RunFilter;
  g4: Types.RunFilter;
  g5: Types.RunFilter;
  g6: Types.RunFilter;
  g7: Types.RunFilter;
}>;


export type GroupCountsQuery = { g0: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g1: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g2: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g3: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g4: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g5: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g6: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, g7: { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null };

export type GroupCountFragment = { unavailable: Array<string>, counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> };

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
export const GroupCountFragmentDoc = new TypedDocumentString(`
    fragment GroupCount on StatusCounts {
  counts {
    status
    value
    isExact
  }
  unavailable
}
    `, {"fragmentName":"GroupCount"}) as unknown as TypedDocumentString<GroupCountFragment, unknown>;
export const GroupCountsDocument = new TypedDocumentString(`
    query GroupCounts($g0: RunFilter!, $g1: RunFilter!, $g2: RunFilter!, $g3: RunFilter!, $g4: RunFilter!, $g5: RunFilter!, $g6: RunFilter!, $g7: RunFilter!) {
  g0: statusCounts(filter: $g0) {
    ...GroupCount
  }
  g1: statusCounts(filter: $g1) {
    ...GroupCount
  }
  g2: statusCounts(filter: $g2) {
    ...GroupCount
  }
  g3: statusCounts(filter: $g3) {
    ...GroupCount
  }
  g4: statusCounts(filter: $g4) {
    ...GroupCount
  }
  g5: statusCounts(filter: $g5) {
    ...GroupCount
  }
  g6: statusCounts(filter: $g6) {
    ...GroupCount
  }
  g7: statusCounts(filter: $g7) {
    ...GroupCount
  }
}
    fragment GroupCount on StatusCounts {
  counts {
    status
    value
    isExact
  }
  unavailable
}`) as unknown as TypedDocumentString<GroupCountsQuery, GroupCountsQueryVariables>;