import type { Backend } from '../db/backend.ts'
import { ping } from '../db/ping.ts'
import type { Context } from './context.ts'
import { hasRuns } from './runs/filter.ts'

/** The configured stores, each asked whether it answers. */
export const backends = (context: Context) =>
  Promise.all(
    context.backends.map(async (backend) => {
      const [latencyMs, replicas] = await Promise.all([
        ping(backend, context.look().reading(backend)),
        replicasOf(backend),
      ])
      const { name, kind, bound } = backend
      const known = { name, kind, hasRuns: hasRuns(backend), reachable: latencyMs !== null }
      // They are of all flows.
      if (context.viewer.flows) return { ...known, ...unsaid }
      return {
        ...known,
        latencyMs,
        max: bound?.max ?? null,
        evicted: bound?.evicted() ?? null,
        replicas,
      }
    }),
  )

const unsaid = { latencyMs: null, max: null, evicted: null, replicas: null }

async function replicasOf({ replicas }: Backend) {
  await replicas?.measure()
  return replicas ? [...replicas.states()] : null
}
