import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { countStatements } from '../setup/ask/counting.ts'
import { type StreamOf, askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { startApi } from '../setup/servers/api.ts'
import { kinds } from '../setup/servers/stores.ts'

const [streams, idsOfStream] = [100, 5]
const netMs = 10_000
/** How long a store is still followed after the last subscriber. */
const lingerMs = 20_000

// They wait together: each counts at its own driver only.
it.concurrent.each(kinds)(
  'with 100 subscribers of what is finished, nothing is asked but by the net, and without them nothing: %s',
  async (kind) => {
    const api = await startApi({ title: kind, kinds: { main: kind } })
    const count = await countStatements(api)
    const finished = { finishedAt: at(5), verdict: 'OK' }
    const open: StreamOf[] = []
    const ids = idsFrom('e', streams * idsOfStream)
    await record(
      api,
      ids.map((id) => begun(id, 0, { attempts: [{ number: 1, startedAt: at(0), ...finished }] })),
    )
    for (let stream = 0; stream < streams; stream++) {
      const some = ids.slice(stream * idsOfStream, (stream + 1) * idsOfStream)
      open.push(await openStream(askOf(api.app), [watchExecutions('w', some)]))
    }
    // On Postgres, the connection that listens rings once it is there.
    await pause(1_000)
    const seenDuring = async (ms: number) => {
      const began = performance.now()
      const { seen } = await count.during(() => pause(ms))
      return {
        statements: seen['main'] ?? 0,
        most: Math.floor((performance.now() - began) / netMs) + 1,
      }
    }
    const watched = await seenDuring(1.5 * netMs)
    expect(watched.statements).toBeGreaterThan(0)
    expect(watched.statements).toBeLessThanOrEqual(watched.most)
    for (const stream of open) await stream.close()
    await pause(lingerMs + 500)
    expect((await seenDuring(1.1 * netMs)).statements).toBe(0)
    await count.close()
    await api.app.close()
    await api.close()
  },
)
