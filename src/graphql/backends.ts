import { ping } from '../db/ping.ts'
import type { Context } from './context.ts'
import { hasRuns } from './runs/filter.ts'
import type { BackendResolvers } from './types.gen.ts'

/** The configured stores, each asked whether it answers. */
export const backends = (context: Context) =>
  Promise.all(
    context.backends.map(async (store) => {
      const latencyMs = await ping(store, context.look().reading(store))
      const { name, kind, bound } = store
      const known = { store, name, kind, hasRuns: hasRuns(store), reachable: latencyMs !== null }
      // They are of all flows.
      if (context.viewer.flows) return { ...known, latencyMs: null, max: null, evicted: null }
      return { ...known, latencyMs, max: bound?.max ?? null, evicted: bound?.evicted() ?? null }
    }),
  )

export const Backend: BackendResolvers = {
  // Asking them takes a statement on each: only for who wants to know.
  async replicas({ store: { replicas } }, _, { viewer }) {
    if (!replicas || viewer.flows) return null
    await replicas.measure()
    return [...replicas.states()]
  },
}
