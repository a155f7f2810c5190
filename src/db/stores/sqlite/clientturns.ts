import type { Reading } from '../../backend.ts'
import { type Turns, createTurns } from './turns.ts'

type Owner = Pick<Reading, 'client'>

/** Clients take turns, and what one client waits for takes turns by its requests. */
export function createClientTurns<Item>(): Turns<Item, Owner> {
  const byClient = new Map<unknown, Turns<Item>>()
  let size = 0
  return {
    size: () => size,
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
      // Who has been served stands at the end of the line again.
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
