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
  /** The execution is recorded, and no attempt has started. */
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

/** Why a status is what it is: the branch of the status rule that decided. */
export type StatusReason =
  /** The newest verdict is a failure. */
  | 'ATTEMPT_FAILED'
  /** The newest verdict is a success. */
  | 'ATTEMPT_OK'
  /** An attempt started and has no verdict yet. */
  | 'ATTEMPT_STARTED'
  /** The verdict says that the attempt was cancelled. */
  | 'CANCELLED'
  /** There is no verdict yet, and the last heartbeat is recent. */
  | 'HEARTBEAT_FRESH'
  /** There is no verdict, and the last heartbeat is too old. */
  | 'HEARTBEAT_STALE'
  /** The attempt never finished, and is too old to be running. */
  | 'NEVER_FINISHED'
  /** The next attempt started before this one had a verdict. */
  | 'NEXT_ATTEMPT_STARTED'
  /** There is no verdict, and there never was a heartbeat. */
  | 'NO_HEARTBEAT'
  /** The attempt finished without a readable verdict. */
  | 'NO_VERDICT'
  /** No attempt has started. */
  | 'QUEUED'
  /** The engine reported this state. */
  | 'REPORTED'
  /** A new attempt started after a failed one. */
  | 'RETRYING'
  /** The verdict says that the attempt timed out. */
  | 'TIMED_OUT';

export type PeekQueryVariables = Exact<{
  backend?: string | null | undefined;
  flow: string;
  ref: string;
}>;


export type PeekQuery = { run: { id: string, status: Types.RunStatus, statusReason: Types.StatusReason, heartbeatAt: string | null, heartbeatTimeoutMs: number, user: string | null, startedAt: string | null, finishedAt: string | null, durationMs: number | null, failure: { summary: string, error: string | null, group: { id: string, count: number, isNew: boolean, flows: Array<{ flow: string }> } | null, changed: Array<{ path: string, before: string | null, after: string | null }> } | null, usual: { p50Ms: number, ratio: number | null } | null, steps: Array<{ name: string, startedAt: string | null, finishedAt: string | null, counts: Array<{ status: Types.ExecutionStatus, value: number }> }> | null, metadata: { nodes: Array<{ id: string, field: string, value: string }> } | null } | null };

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

export const PeekDocument = new TypedDocumentString(`
    query Peek($backend: String, $flow: String!, $ref: String!) {
  run(backend: $backend, flow: $flow, ref: $ref) {
    id
    status
    statusReason
    heartbeatAt
    heartbeatTimeoutMs
    user
    startedAt
    finishedAt
    durationMs
    failure {
      summary
      error
      group {
        id
        count
        isNew
        flows {
          flow
        }
      }
      changed(first: 2) {
        path
        before
        after
      }
    }
    usual {
      p50Ms
      ratio
    }
    steps {
      name
      startedAt
      finishedAt
      counts {
        status
        value
      }
    }
    metadata(last: 5) {
      nodes {
        id
        field
        value
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PeekQuery, PeekQueryVariables>;