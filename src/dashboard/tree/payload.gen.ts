/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

export type PayloadPartsFragment = { json: unknown, bytes: number, truncated: boolean, truncatedKeys: Array<{ name: string | null, bytes: number }> };

export type ExecutionPayloadsQueryVariables = Exact<{
  id: string;
}>;


export type ExecutionPayloadsQuery = { execution: { key: string, status: Types.ExecutionStatus, inputs: { json: unknown, bytes: number, truncated: boolean, truncatedKeys: Array<{ name: string | null, bytes: number }> } | null, outputs: { json: unknown, bytes: number, truncated: boolean, truncatedKeys: Array<{ name: string | null, bytes: number }> } | null } | null };

export type WholePartsQueryVariables = Exact<{
  id: string;
  hasInputs: boolean;
  hasOutputs: boolean;
}>;


export type WholePartsQuery = { execution: { inputs?: { truncatedKeys: Array<{ name: string | null, json: unknown }> } | null, outputs?: { truncatedKeys: Array<{ name: string | null, json: unknown }> } | null } | null };

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
export const PayloadPartsFragmentDoc = new TypedDocumentString(`
    fragment PayloadParts on Payload {
  json
  bytes
  truncated
  truncatedKeys {
    name
    bytes
  }
}
    `, {"fragmentName":"PayloadParts"}) as unknown as TypedDocumentString<PayloadPartsFragment, unknown>;
export const ExecutionPayloadsDocument = new TypedDocumentString(`
    query ExecutionPayloads($id: ID!) {
  execution(id: $id) {
    key
    status
    inputs {
      ...PayloadParts
    }
    outputs {
      ...PayloadParts
    }
  }
}
    fragment PayloadParts on Payload {
  json
  bytes
  truncated
  truncatedKeys {
    name
    bytes
  }
}`) as unknown as TypedDocumentString<ExecutionPayloadsQuery, ExecutionPayloadsQueryVariables>;
export const WholePartsDocument = new TypedDocumentString(`
    query WholeParts($id: ID!, $hasInputs: Boolean!, $hasOutputs: Boolean!) {
  execution(id: $id) {
    inputs @include(if: $hasInputs) {
      truncatedKeys {
        name
        json
      }
    }
    outputs @include(if: $hasOutputs) {
      truncatedKeys {
        name
        json
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WholePartsQuery, WholePartsQueryVariables>;