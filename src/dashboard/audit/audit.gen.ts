/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../schema.gen.js';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What was done to executions or tokens. Recording, updating, claiming and completing are not audited. */
export type AuditAction =
  /** Executions were cancelled (`cancelExecutions`). */
  | 'CANCEL_EXECUTIONS'
  /** All executions of a backend were deleted (`clearExecutions`). */
  | 'CLEAR_EXECUTIONS'
  /** Tokens were made. */
  | 'CREATE_TOKENS'
  /** Executions were deleted (`deleteExecutions`). */
  | 'DELETE_EXECUTIONS'
  /** Executions were deleted by a part of a retention rule. */
  | 'RETAIN_EXECUTIONS'
  /** Executions were queued again (`retryExecutions`). */
  | 'RETRY_EXECUTIONS'
  /** Tokens were revoked. */
  | 'REVOKE_TOKENS';

/** A filter for entries of the audit. All given conditions must hold. A list matches if one of its elements does. An empty list matches nothing. The ends of a range are included. */
export type AuditFilter = {
  /** Did one of these. */
  action?: Array<AuditAction> | null | undefined;
  /** Was done by one of these, at most 100: names (`actor`) or ids of tokens (`tokenId`). */
  actor?: Array<string> | null | undefined;
  /** Is in one of these backends, at most 100. The store of `--admin` is called `admin`. */
  backend?: Array<string> | null | undefined;
  /** Was done at or after this time. */
  since?: string | null | undefined;
  /** Was done at or before this time. */
  until?: string | null | undefined;
};

/** How something was done. */
export type AuditVia =
  /** By a request to the API. */
  | 'API'
  /** On the command line, beside the store: `execgraph retain` or `execgraph token`. */
  | 'COMMAND_LINE'
  /** By a server, as its retention rule says. */
  | 'RETENTION';

export type AuditPageQueryVariables = Exact<{
  filter: Types.AuditFilter;
  after?: string | null | undefined;
}>;


export type AuditPageQuery = { audit: { unavailable: Array<string>, nodes: Array<{ id: string, backend: string, at: string, action: Types.AuditAction, via: Types.AuditVia, actor: string, tokenId: string | null, address: string | null, count: number, ids: Array<string>, detail: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type AuditRowFragment = { id: string, backend: string, at: string, action: Types.AuditAction, via: Types.AuditVia, actor: string, tokenId: string | null, address: string | null, count: number, ids: Array<string>, detail: string | null };

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
export const AuditRowFragmentDoc = new TypedDocumentString(`
    fragment AuditRow on AuditEntry {
  id
  backend
  at
  action
  via
  actor
  tokenId
  address
  count
  ids
  detail
}
    `, {"fragmentName":"AuditRow"}) as unknown as TypedDocumentString<AuditRowFragment, unknown>;
export const AuditPageDocument = new TypedDocumentString(`
    query AuditPage($filter: AuditFilter!, $after: String) {
  audit(first: 50, after: $after, filter: $filter) {
    nodes {
      ...AuditRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    unavailable
  }
}
    fragment AuditRow on AuditEntry {
  id
  backend
  at
  action
  via
  actor
  tokenId
  address
  count
  ids
  detail
}`) as unknown as TypedDocumentString<AuditPageQuery, AuditPageQueryVariables>;