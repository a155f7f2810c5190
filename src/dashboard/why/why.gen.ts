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

/** The kinds of differences from the last one that went well. */
export type FailureChangeKind =
  /** An input. */
  | 'INPUT'
  /** A tag. */
  | 'TAG'
  /**
   * A mark of a version: the DAG, the path of the script, or a tag `name:value` or a fact whose name ends in `version`,
   * `commit`, `revision`, `sha`, `image`, `release` or `build`, in any case.
   */
  | 'VERSION';

/** The kinds of records in which a failure can begin. */
export type FailureStepKind =
  /** An execution. */
  | 'EXECUTION'
  /** A node of an execution's DAG. */
  | 'NODE'
  /** A run. */
  | 'RUN';

export type WhyFailedFragment = { summary: string, at: string | null, attempt: number | null, node: string | null, error: string | null, path: Array<{ kind: Types.FailureStepKind, id: string, name: string, status: Types.ExecutionStatus, attempt: number | null, endedAt: string | null }>, execution: { key: string } | null, group: { id: string, title: string, count: number, isExact: boolean, isNew: boolean, isRising: boolean, firstSeen: string, lastSeen: string, flows: Array<{ flow: string, count: number }>, buckets: Array<{ from: string, count: number }> } | null, changed: Array<{ kind: Types.FailureChangeKind, path: string, before: string | null, after: string | null }> };

export type UsualFragment = { p50Ms: number, p95Ms: number, count: number, ratio: number | null };

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
export const WhyFailedFragmentDoc = new TypedDocumentString(`
    fragment WhyFailed on Failure {
  summary
  at
  attempt
  node
  error
  path {
    kind
    id
    name
    status
    attempt
    endedAt
  }
  execution {
    key
  }
  group {
    id
    title
    count
    isExact
    isNew
    isRising
    firstSeen
    lastSeen
    flows(first: 11) {
      flow
      count
    }
    buckets(count: 24) {
      from
      count
    }
  }
  changed(first: 4) {
    kind
    path
    before
    after
  }
}
    `, {"fragmentName":"WhyFailed"}) as unknown as TypedDocumentString<WhyFailedFragment, unknown>;
export const UsualFragmentDoc = new TypedDocumentString(`
    fragment Usual on UsualDuration {
  p50Ms
  p95Ms
  count
  ratio
}
    `, {"fragmentName":"Usual"}) as unknown as TypedDocumentString<UsualFragment, unknown>;