import { expect, it } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { localQueue } from '../../src/db/queue/local.ts'
import { parseBackend } from '../../src/db/url.ts'
import { startApi } from '../setup/servers/api.ts'
import { claim, look, node, startOne } from '../setup/ask/queue.ts'
import { openSql } from '../setup/servers/sql.ts'
import { postgresKinds, postgresVersions } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

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

it.each(sized(postgresVersions, postgresKinds))(
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

it.each(sized(postgresVersions, postgresKinds))(
  'a claim that meets an action whose input is too large holds no action while it waits for the execution, on %s',
  async (kind) => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const other = openSql(api.places[0]!)
    const watching = openSql(api.places[0]!)
    try {
      const id = await startOne(api, { nodes: [node('a'), node('b')] })
      expect((await claim(api, { limit: 1 })).length).toBe(1)
      await other.run('update actions set input_bytes = 1000000000 where state = 0')
      // In the order of locks: the execution of the queue before its actions. Of a deadlock, this connection would be told.
      await other.run("set deadlock_timeout = '1ms'")
      await other.run('begin')
      await other.run(`select 1 from queue_executions where execution_id = '${id}' for update`)
      const claimed = claim(api, { limit: 1 })
      const waiting =
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      while ((await watching.run(waiting)).length === 0)
        await new Promise((resolve) => setTimeout(resolve, 5))
      await other.run(`update actions set kind = kind where execution_id = '${id}'`)
      await other.run('commit')
      expect(await claimed).toEqual([])
      expect(await look(api, [id])).toMatchObject([{ status: 'FAILED' }])
    } finally {
      await Promise.all([other.close(), watching.close()])
      await api.close()
    }
  },
)
