/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The status of a run. */
export type RunStatus =
  /** The last step succeeded. */
  | 'COMPLETED'
  /** The last step failed, or the heartbeats stopped. */
  | 'FAILED'
  /** The run sends heartbeats, or its last step is being retried. */
  | 'RUNNING';

export type RailQueryVariables = Exact<{ [key: string]: never; }>;


export type RailQuery = { statusCounts: { counts: Array<{ status: Types.RunStatus, value: number, isExact: boolean }> } | null, failureGroups: { nodes: Array<{ id: string, isNew: boolean, isRising: boolean }> } | null, queue: { ready: Array<{ value: number, isExact: boolean }> } | null, backends: Array<{ name: string, kind: string, reachable: boolean }> };

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

export const RailDocument = new TypedDocumentString(`
    query Rail {
  statusCounts(filter: {status: [RUNNING]}) {
    counts {
      status
      value
      isExact
    }
  }
  failureGroups(orderBy: FIRST_SEEN, first: 10) {
    nodes {
      id
      isNew
      isRising
    }
  }
  queue {
    ready {
      value
      isExact
    }
  }
  backends {
    name
    kind
    reachable
  }
}
    `) as unknown as TypedDocumentString<RailQuery, RailQueryVariables>;