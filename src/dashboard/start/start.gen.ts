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

export type StartQueryVariables = Exact<{ [key: string]: never; }>;


export type StartQuery = { runs: { unavailable: Array<string>, nodes: Array<{ id: string, status: Types.RunStatus }> } | null, executionHistory: { unavailable: Array<string>, nodes: Array<{ key: string }> } | null };

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

export const StartDocument = new TypedDocumentString(`
    query Start {
  runs(first: 1) {
    nodes {
      id
      status
    }
    unavailable
  }
  executionHistory(first: 1) {
    nodes {
      key
    }
    unavailable
  }
}
    `) as unknown as TypedDocumentString<StartQuery, StartQueryVariables>;