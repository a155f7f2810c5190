import { expect, inject, it } from 'vitest'
import { crash, killing } from '../../bench/queuecrash/crash.ts'
import { newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

// What must be is in bench/queuecrash, which does the same a hundred times, under more load. An execution's graph follows from its number.
// In `npm test` one process is killed once. That a file keeps what a killed server wrote is in patching/killed.
it.each(sized(['sqlite', 'postgres'], ['postgres']))(
  'servers and workers of a queue on %s may be killed: all that was started is done, each node once',
  async (kind) => {
    const place = await newReadyPlace(kind)
    const firstSeed = Math.floor(Math.random() * 1e9)
    const given = {
      store: place.url,
      servers: 2,
      workers: sized(2, 1),
      firstSeed,
      main: inject('command'),
      apartMs: sized(600, 1_500),
    }
    const { started, done, violations } = await crash(given, killing(sized(2, 1)))
    expect(violations).toEqual([])
    expect(started.size).toBeGreaterThan(0)
    expect(done.size).toBeGreaterThan(0)
    await place.remove()
  },
)
