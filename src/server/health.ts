import type { Plugin } from 'graphql-yoga'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { ping } from '../db/ping.ts'
import type { Viewer } from '../graphql/access/viewer.ts'
import type { FromSocket } from './requests/body.ts'

const deadline = 2_000

/**
 * `/healthz`: the process is alive. `/readyz`: whether it takes requests, and which backends answer, of those that the
 * viewer may see: strangers see none.
 */
export const useHealth = (
  backends: readonly Backend[],
  isOpen: () => boolean,
  viewerIn: (given: FromSocket) => Viewer | undefined,
): Plugin<object, FromSocket> => ({
  async onRequest({ request, url, fetchAPI, serverContext, endResponse }) {
    if (url.pathname === '/healthz') return endResponse(fetchAPI.Response.json({ status: 'alive' }))
    // Who wants no page is sent to the API, as is everybody where no dashboard was built.
    if (url.pathname === '/' && isRead(request.method))
      return endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: '/graphql' } }))
    if (url.pathname !== '/readyz') return
    const answers = await Promise.all(backends.map(check))
    // One backend that answers is enough: a backend that is down only affects its own records.
    const ready = isOpen() && answers.some(({ reachable }) => reachable)
    const status = ready ? 'ready' : isOpen() ? 'unavailable' : 'closing'
    const viewer = viewerIn(serverContext)
    const seen = answers.filter(({ name }) => viewer?.backends?.includes(name) ?? true)
    const shown = viewer ? { status, backends: seen } : { status }
    endResponse(fetchAPI.Response.json(shown, { status: ready ? 200 : 503 }))
  },
})

const isRead = (method: string) => method === 'GET' || method === 'HEAD'

async function check(backend: Backend) {
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + deadline }
  const latencyMs = await ping(backend, reading)
  return { name: backend.name, kind: backend.kind, reachable: latencyMs !== null }
}
