/**
 * What a normalising cache must know. An execution is what its `key` says, since engines may use the same id. These
 * others are what their `id` says. Everything else is a part of the record, the list or the answer that it stands
 * in: `id` names a node only within its graph.
 */
const records: ReadonlySet<unknown> = new Set(['Run', 'Flow', 'AttentionItem', 'AuditEntry', 'Token'])

interface Answered {
  readonly __typename?: string | undefined
  readonly key?: unknown
  readonly id?: unknown
}

/** The name of a record within its type. `null`: it is a part of another one. */
export function nameOf({ __typename: type, key, id }: Answered): string | null {
  const name = type === 'Execution' ? key : records.has(type) ? id : undefined
  return typeof name === 'string' ? name : null
}
