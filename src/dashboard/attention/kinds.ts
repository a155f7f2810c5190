/** What each kind is called where its items stand together. */
const titles: Readonly<Record<string, string>> = {
  HEARTBEAT_DUE: 'Silent, and soon failed',
  FAILURE_GROUP: 'New or rising failures',
  FLOW_FAILING: 'Flows whose last runs failed',
  QUEUE_WAITING: 'Work that waits too long',
  ATTEMPTS: 'Tried again and again',
  RUNNING_LONG: 'Much slower than usual',
}

const order = Object.keys(titles)

/** Items by kind. What can still be helped stands first; within a kind the order holds. */
export function byKind<Item extends { readonly kind: string }>(items: readonly Item[]) {
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  return kinds
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((kind) => ({
      kind,
      title: titles[kind] ?? kind.toLowerCase().replaceAll('_', ' '),
      items: items.filter((item) => item.kind === kind),
    }))
}

const rankOf = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length)
