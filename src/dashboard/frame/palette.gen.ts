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
  text: string;
  capital: string;
  hasId: boolean;
  hasCapital: boolean;
}>;


export type FindQuery = { executions?: Array<{ key: string, id: string, flow: string, step: string | null, status: Types.ExecutionStatus } | null> | null, runs: { nodes: Array<{ id: string, backend: string, flow: string, number: number, name: string | null, status: Types.RunStatus, startedAt: string | null }> } | null, flows: { nodes: Array<{ id: string, backend: string, name: string }> } | null, capitalFlows?: { nodes: Array<{ id: string, backend: string, name: string }> } | null };

export type FirstFlowsQueryVariables = Exact<{ [key: string]: never; }>;


export type FirstFlowsQuery = { flows: { nodes: Array<{ id: string, backend: string, name: string }>, pageInfo: { hasNextPage: boolean } } | null };

export type FoundFlowFragment = { id: string, backend: string, name: string };

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
export const FoundFlowFragmentDoc = new TypedDocumentString(`
    fragment FoundFlow on Flow {
  id
  backend
  name
}
    `, {"fragmentName":"FoundFlow"}) as unknown as TypedDocumentString<FoundFlowFragment, unknown>;
export const FindDocument = new TypedDocumentString(`
    query Find($ids: [ID!]!, $text: String!, $capital: String!, $hasId: Boolean!, $hasCapital: Boolean!) {
  executions(ids: $ids) @include(if: $hasId) {
    key
    id
    flow
    step
    status
  }
  runs(filter: {refPrefix: $text}, first: 8) {
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
      ...FoundFlow
    }
  }
  capitalFlows: flows(filter: {namePrefix: $capital}, first: 8) @include(if: $hasCapital) {
    nodes {
      ...FoundFlow
    }
  }
}
    fragment FoundFlow on Flow {
  id
  backend
  name
}`) as unknown as TypedDocumentString<FindQuery, FindQueryVariables>;
export const FirstFlowsDocument = new TypedDocumentString(`
    query FirstFlows {
  flows(first: 100) {
    nodes {
      ...FoundFlow
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment FoundFlow on Flow {
  id
  backend
  name
}`) as unknown as TypedDocumentString<FirstFlowsQuery, FirstFlowsQueryVariables>;