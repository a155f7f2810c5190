import { type ClientRequest, request } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { startApi } from '../setup/servers/api.ts'
import { listen } from '../setup/servers/served.ts'

const MB = 1024 ** 2

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of buffers that this process holds after its garbage was collected. */
async function buffers(): Promise<number> {
  collect()
  await setImmediate()
  collect()
  return process.memoryUsage().arrayBuffers
}

it('a claim that waits holds no body', async () => {
  const api = await startApi({ title: '', kinds: { main: 'memory' } })
  const { port, close } = await listen(api.app)
  const query =
    'mutation ($w: String!) { claimActions(input: { worker: $w, kinds: ["none"], wait: 20000 }) { actions { nodeId } } }'
  /** What a client of `fetch` keeps of a body would be held in this process, too. */
  const claim = (worker: string): ClientRequest => {
    const headers = { 'content-type': 'application/json' }
    const sent = request({ port, path: '/graphql', method: 'POST', headers, agent: false })
    sent.on('error', () => {})
    sent.end(JSON.stringify({ query, variables: { w: worker, pad: 'x'.repeat(2 * MB) } }))
    return sent
  }
  const before = await buffers()
  const claims = Array.from({ length: 10 }, (_, index) => claim(`worker ${index}`))
  const waiting = async () =>
    (await api.data<{ queue: { workers: unknown[] } }>('{ queue { workers { id } } }')).queue.workers.length
  await expect.poll(waiting).toBe(10)
  expect((await buffers()) - before).toBeLessThan(4 * MB)
  for (const one of claims) one.destroy()
  await close()
  await api.app.close()
  await api.close()
})
