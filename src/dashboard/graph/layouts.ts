import type { Layout, Shape } from './layout.ts'

/** One worker for all graphs of the page, begun when the code for graphs is loaded. */
let worker: Worker | undefined = begun()
let last = 0
const waiting = new Map<number, PromiseWithResolvers<Layout>>()

/** The newest last. */
const cache = new Map<string, Layout>()
const mostCached = 20

/** A layout that is known already. `key` names the graph by its content. */
export function cachedLayout(key: string | undefined): Layout | undefined {
  if (key === undefined) return
  const layout = cache.get(key)
  if (!layout) return
  cache.delete(key)
  cache.set(key, layout)
  return layout
}

export async function askLayout(shape: Shape, key: string | undefined): Promise<Layout> {
  const number = ++last
  const answer = Promise.withResolvers<Layout>()
  waiting.set(number, answer)
  worker ??= begun()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker has no origin to name.
  worker.postMessage({ number, shape })
  const layout = await answer.promise
  if (key !== undefined) cache.set(key, layout)
  const [oldest] = cache.keys()
  if (cache.size > mostCached && oldest !== undefined) cache.delete(oldest)
  return layout
}

function begun(): Worker {
  const one = new Worker(new URL('./layoutworker.ts', import.meta.url), { type: 'module', name: 'layout' })
  one.addEventListener('message', ({ data }: MessageEvent<{ number: number; layout: Layout }>) => {
    waiting.get(data.number)?.resolve(data.layout)
    waiting.delete(data.number)
  })
  one.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The layout could not be made'))
    waiting.clear()
    one.terminate()
    worker = undefined
  })
  return one
}
