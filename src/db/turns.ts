/** Waiting items, served in turns by owner: an owner with many items does not keep the others waiting. */
export interface Turns<Item, Owner extends object = object> {
  size(): number
  add(owner: Owner, item: Item): void
  next(): Item | undefined
  remove(owner: Owner, item: Item): void
}

export function createTurns<Item>(): Turns<Item> {
  const byOwner = new Map<object, Item[]>()
  let size = 0

  /** An owner that was served goes to the end of the line. */
  const put = (owner: object, items: Item[]) => {
    byOwner.delete(owner)
    if (items.length > 0) byOwner.set(owner, items)
  }
  return {
    size: () => size,
    add(owner, item) {
      size += 1
      const items = byOwner.get(owner)
      if (items) items.push(item)
      else byOwner.set(owner, [item])
    },
    next() {
      const [first] = byOwner
      if (!first) return undefined
      size -= 1
      const [owner, [item, ...rest]] = first
      put(owner, rest)
      return item
    },
    remove(owner, item) {
      const items = byOwner.get(owner) ?? []
      const rest = items.filter((one) => one !== item)
      size -= items.length - rest.length
      if (rest.length === 0) byOwner.delete(owner)
      else byOwner.set(owner, rest)
    },
  }
}
