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

/** The status of a run. */
export type RunStatus =
  /** The last step succeeded. */
  | 'COMPLETED'
  /** The last step failed, or the heartbeats stopped. */
  | 'FAILED'
  /** The run sends heartbeats, or its last step is being retried. */
  | 'RUNNING';

export type FindQueryVariables = Exact<{
  ids: Array<string> | string;
  prefix: string;
  text: string;
  hasId: boolean;
}>;


export type FindQuery = { executions?: Array<{ key: string, id: string, flow: string, step: string | null, status: Types.ExecutionStatus } | null> | null, runs: { nodes: Array<{ id: string, backend: string, flow: string, number: number, name: string | null, status: Types.RunStatus, startedAt: string | null }> } | null, flows: { nodes: Array<{ id: string, backend: string, name: string }> } | null };

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

export const FindDocument = new TypedDocumentString(`
    query Find($ids: [ID!]!, $prefix: String!, $text: String!, $hasId: Boolean!) {
  executions(ids: $ids) @include(if: $hasId) {
    key
    id
    flow
    step
    status
  }
  runs(filter: {refPrefix: $prefix}, first: 8) {
    nodes {
      id
      backend
      flow
      number
      name
      status
      startedAt
    }
  }
  flows(filter: {namePrefix: $text}, first: 8) {
    nodes {
      id
      backend
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FindQuery, FindQueryVariables>;