import { expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { localQueue } from '../../src/db/queue/local.ts'
import { parseBackend } from '../../src/db/url.ts'
import { startApi } from '../setup/servers/api.ts'
import { node, startOne } from '../setup/ask/queue.ts'
import { postgresKinds } from '../setup/servers/stores.ts'

const kinds = ['x', 'y', 'z']
const dag = {
  nodes: Array.from({ length: 30 }, (_, index) => node(`n${index}`, { kind: kinds[index % 3]! })),
}
const never = new AbortController().signal
const asking = (worker: string, limit: number) => ({ worker, kinds, limit, leaseMs: 60_000, wait: 0 })

/** The same backend, whose transactions wait for the gate before they commit. */
const held = (backend: Backend, begun: () => void, gate: Promise<void>): Backend => ({
  ...backend,
  write: (meter, work) =>
    backend.write(meter, async (transaction) => {
      const result = await work(transaction)
      begun()
      await gate
      return result
    }),
})

it.each(postgresKinds)(
  'a claim locks what it takes, and another process finds the rest, on %s',
  async (kind) => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const other = await openBackend(parseBackend(`main=${api.places[0]!.url}`))
    try {
      await startOne(api, dag)
      // The first claim begins the execution.
      const first = await localQueue(api.backends[0]!).claim(asking('first', 3), never)
      let open = () => {}
      const gate = new Promise<void>((done) => (open = done))
      let slow: Promise<unknown[]> = Promise.resolve([])
      await new Promise<void>((begun) => {
        slow = localQueue(held(other, begun, gate)).claim(asking('slow', 9), never)
      })
      const rest = await localQueue(api.backends[0]!).claim(asking('other', 100), never)
      open()
      const taken = [...first, ...rest, ...((await slow) as typeof rest)].map(({ nodeId }) => nodeId)
      expect([first.length, rest.length, new Set(taken).size]).toEqual([3, 18, 30])
      // What comes first in its kind is held: what comes next is taken.
      expect(rest.map(({ nodeId }) => nodeId)).toEqual(
        Array.from({ length: 18 }, (_, index) => `n${index + 12}`),
      )
    } finally {
      await other.close()
      await api.close()
    }
  },
)
