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

export type FlowNamesQueryVariables = Exact<{
  filter?: Types.FlowFilter | null | undefined;
}>;


export type FlowNamesQuery = { flows: { nodes: Array<{ name: string }> } | null };

export type BackendNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type BackendNamesQuery = { backends: Array<{ name: string }> };

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

export const FlowNamesDocument = new TypedDocumentString(`
    query FlowNames($filter: FlowFilter) {
  flows(filter: $filter, first: 100) {
    nodes {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FlowNamesQuery, FlowNamesQueryVariables>;
export const BackendNamesDocument = new TypedDocumentString(`
    query BackendNames {
  backends {
    name
  }
}
    `) as unknown as TypedDocumentString<BackendNamesQuery, BackendNamesQueryVariables>;