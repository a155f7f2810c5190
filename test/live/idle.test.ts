import { afterEach, expect, it, vi } from 'vitest'
import { countStatements } from '../setup/ask/counting.ts'
import { type StreamOf, askOf, openStream, watchExecutions } from '../setup/ask/streams.ts'
import { at, begun, idsFrom, record } from '../setup/seeds/records.ts'
import { startApi } from '../setup/servers/api.ts'
import { holdTimers, pass } from '../setup/servers/passing.ts'
import { kinds } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

const [streams, idsOfStream] = [sized(100, 20), 5]
const netMs = 10_000
/** How long a store is still followed after the last subscriber. */
const lingerMs = 20_000

afterEach(() => vi.useRealTimers())

it.each(kinds)(
  `with ${streams} subscribers of what is finished, nothing is asked but by the net, and without them nothing: %s`,
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
    holdTimers()
    for (let stream = 0; stream < streams; stream++) {
      const some = ids.slice(stream * idsOfStream, (stream + 1) * idsOfStream)
      open.push(await openStream(askOf(api.app), [watchExecutions('w', some)]))
    }
    // On Postgres, the connection that listens rings once it is there.
    await pass(1_000)
    const seenDuring = async (ms: number) => (await count.during(() => pass(ms))).seen['main'] ?? 0
    const statements = await seenDuring(1.5 * netMs)
    expect(statements).toBeGreaterThan(0)
    expect(statements).toBeLessThanOrEqual(2)
    for (const stream of open) await stream.close()
    await pass(lingerMs + 500)
    expect(await seenDuring(1.1 * netMs)).toBe(0)
    vi.useRealTimers()
    await count.close()
    await api.app.close()
    await api.close()
  },
)
