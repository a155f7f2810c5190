import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Served, serve } from '../setup/servers/process.ts'

const MB = 1024 ** 2

/** Bytes of buffers that the server holds after its garbage was collected. */
async function buffersOf({ child, output }: Served): Promise<number> {
  output.stderr = ''
  child.kill('SIGUSR2')
  for (;;) {
    const found = /buffers: (\d+)/.exec(output.stderr)
    if (found) return Number(found[1])
    await setTimeout(5)
  }
}

it('a claim that waits holds no body', async () => {
  const served = await serve(['--backend', 'main=memory:'], {
    env: { NODE_OPTIONS: `--import ${new URL('../setup/servers/buffers.ts', import.meta.url).href}` },
  })
  const query =
    'mutation ($w: String!) { claimActions(input: { worker: $w, kinds: ["none"], wait: 20000 }) { actions { nodeId } } }'
  const leaving = new AbortController()
  const claim = (worker: string) =>
    fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { w: worker, pad: 'x'.repeat(4 * MB) } }),
      signal: leaving.signal,
    })
  const before = await buffersOf(served)
  const claims = Array.from({ length: 10 }, (_, index) => claim(`worker ${index}`))
  const waiting = async () => {
    const { body } = await served.ask('{ queue { workers { id } } }')
    return (body as { data: { queue: { workers: unknown[] } } }).data.queue.workers.length
  }
  await expect.poll(waiting).toBe(10)
  expect((await buffersOf(served)) - before).toBeLessThan(8 * MB)
  leaving.abort()
  await Promise.allSettled(claims)
  await served.stop()
})
