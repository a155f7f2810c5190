import { expect, it } from 'vitest'
import { createMeter } from '../../src/db/meter.ts'
import type { Pool } from '../../src/db/stores/postgres/pool.ts'
import { createReplicas } from '../../src/db/stores/postgres/replicas/replicas.ts'

/** A server that is asked where it is, and says so after some milliseconds. */
const placesOf = (ms: number): Pool => ({
  use: (_, work) =>
    work({
      sql: {
        unsafe: () =>
          new Promise((resolve) => setTimeout(() => resolve([{ position: 1, origin: 'one' }]), ms).unref()),
      },
    } as never),
  occupancy: () => ({ size: 1, used: 0, waiting: 0 }),
  end: async () => {},
})

it('a replica that never says where it is does not make the others look old', async () => {
  const server = (host: string, ms: number) => ({
    ...{ host, pool: placesOf(0), places: placesOf(ms), read: async () => [] },
  })
  const replicas = createReplicas(placesOf(0), [server('hanging', 60_000), server('good', 0)], {
    ...{ maxLag: 2_000, report: () => {} },
  })
  await expect.poll(() => replicas.choose(createMeter())?.host).toBe('good')
  // Asked every 10 ms, as by readers, for longer than a replica may be behind.
  for (let asked = 0; asked < 250; asked++) {
    expect(replicas.choose(createMeter())?.host).toBe('good')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await replicas.end()
})
