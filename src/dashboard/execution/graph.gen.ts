/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How the target of an edge depends on its source. */
export type EdgeKind =
  /** The target waits for the source and gets no value from it. */
  | 'CONTROL'
  /** The target needs the output of the source. */
  | 'DATA'
  /** The target uses the output of the source if there is one. */
  | 'OPTIONAL';

/** The direction in which a graph is drawn. */
export type LayoutDirection =
  /** From left to right. */
  | 'LR'
  /** From top to bottom. */
  | 'TB';

/** The status of one node of an execution's DAG. */
export type NodeStatus =
  /** It was cancelled. */
  | 'CANCELLED'
  /** It succeeded. */
  | 'COMPLETED'
  /** It failed. */
  | 'FAILED'
  /** At least one predecessor is not finished. */
  | 'PENDING'
  /** A worker can claim the node. */
  | 'READY'
  /** A worker is working on the node. */
  | 'RUNNING'
  /** It was skipped. */
  | 'SKIPPED'
  /** The engine gives it a status that Execgraph does not know. */
  | 'UNKNOWN';

export type ExecutionGraphQueryVariables = Exact<{
  id: string;
}>;


export type ExecutionGraphQuery = { execution: { dag: { hash: string, layoutDirection: Types.LayoutDirection | null, nodes: Array<{ id: string, kind: string, label: string, status: Types.NodeStatus, position: { x: number, y: number } | null, result: { attempt: number, finishedAt: string | null, durationMs: number | null, error: string | null } | null }>, edges: Array<{ source: string, target: string, kind: Types.EdgeKind }>, groups: Array<{ id: string, label: string, nodeIds: Array<string> }> } | null } | null };

export type GraphPartsFragment = { hash: string, layoutDirection: Types.LayoutDirection | null, nodes: Array<{ id: string, kind: string, label: string, status: Types.NodeStatus, position: { x: number, y: number } | null, result: { attempt: number, finishedAt: string | null, durationMs: number | null, error: string | null } | null }>, edges: Array<{ source: string, target: string, kind: Types.EdgeKind }>, groups: Array<{ id: string, label: string, nodeIds: Array<string> }> };

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
export const GraphPartsFragmentDoc = new TypedDocumentString(`
    fragment GraphParts on Dag {
  hash
  layoutDirection
  nodes {
    id
    kind
    label
    status
    position {
      x
      y
    }
    result {
      attempt
      finishedAt
      durationMs
      error
    }
  }
  edges {
    source
    target
    kind
  }
  groups {
    id
    label
    nodeIds
  }
}
    `, {"fragmentName":"GraphParts"}) as unknown as TypedDocumentString<GraphPartsFragment, unknown>;
export const ExecutionGraphDocument = new TypedDocumentString(`
    query ExecutionGraph($id: ID!) {
  execution(id: $id) {
    dag {
      ...GraphParts
    }
  }
}
    fragment GraphParts on Dag {
  hash
  layoutDirection
  nodes {
    id
    kind
    label
    status
    position {
      x
      y
    }
    result {
      attempt
      finishedAt
      durationMs
      error
    }
  }
  edges {
    source
    target
    kind
  }
  groups {
    id
    label
    nodeIds
  }
}`) as unknown as TypedDocumentString<ExecutionGraphQuery, ExecutionGraphQueryVariables>;