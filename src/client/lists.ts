import type { Ask, CallOptions } from './asking.ts'
import {
  ListExecutionsDocument,
  type ListExecutionsQuery,
  type ListExecutionsQueryVariables,
  ListGroupsDocument,
  type ListGroupsQuery,
  type ListGroupsQueryVariables,
  ListRunsDocument,
  type ListRunsQuery,
  type ListRunsQueryVariables,
} from './documents/documents.gen.ts'
import { listOf } from './list.ts'

/**
 * The lists. `first` is the length of a page, 1 to 100, and `after` where to begin: the `endCursor` of an earlier
 * page.
 */
export const listsOf = (ask: Ask) => ({
  /** The runs that match a filter, newest first unless `orderBy` says otherwise. */
  runs: ({ after, ...asked }: ListRunsQueryVariables = {}, { signal }: CallOptions = {}) =>
    listOf(
      (cursor) => ask(ListRunsDocument, { ...asked, after: cursor }, { signal }),
      ({ runs }: ListRunsQuery) => runs,
      after,
    ),
  /** The executions that match a filter, newest first unless `orderBy` says otherwise. */
  executionHistory: ({ after, ...asked }: ListExecutionsQueryVariables = {}, { signal }: CallOptions = {}) =>
    listOf(
      (cursor) => ask(ListExecutionsDocument, { ...asked, after: cursor }, { signal }),
      ({ executionHistory }: ListExecutionsQuery) => executionHistory,
      after,
    ),
  /** The failures that match a filter, in groups of the same error. */
  failureGroups: ({ after, ...asked }: ListGroupsQueryVariables = {}, { signal }: CallOptions = {}) =>
    listOf(
      (cursor) => ask(ListGroupsDocument, { ...asked, after: cursor }, { signal }),
      ({ failureGroups }: ListGroupsQuery) => failureGroups,
      after,
    ),
})
