import type { Reading } from './backend.ts'
import { type Turns, createTurns } from './turns.ts'

/** Whose turn it is: a client's, or nobody's in particular. */
export type Owner = Pick<Reading, 'client'>

export interface ClientTurns<Item> extends Turns<Item, Owner> {
  /** How many items of the owner's client wait. */
  sizeOf(owner: Owner): number
}

/** Clients take turns, and the items of one client take turns by request. */
export function createClientTurns<Item>(): ClientTurns<Item> {
  const byClient = new Map<unknown, Turns<Item>>()
  let size = 0
  return {
    size: () => size,
    sizeOf: ({ client }) => byClient.get(client)?.size() ?? 0,
    add(owner, item) {
      size += 1
      let own = byClient.get(owner.client)
      if (!own) byClient.set(owner.client, (own = createTurns()))
      own.add(owner, item)
    },
    next() {
      const [first] = byClient
      if (!first) return undefined
      size -= 1
      const [client, own] = first
      const item = own.next()
      // A client that was served goes to the end of the line.
      byClient.delete(client)
      if (own.size() > 0) byClient.set(client, own)
      return item
    },
    remove(owner, item) {
      const own = byClient.get(owner.client)
      if (!own) return
      size -= own.size()
      own.remove(owner, item)
      size += own.size()
      if (own.size() === 0) byClient.delete(owner.client)
    },
  }
}
