import type { Backend } from '../db/backend.ts'
import type { BackendUrl } from '../db/url.ts'
import { allStores } from './access/access.ts'
import { type App, type AppOptions, createApp } from './app.ts'
import { closeAll } from './opening/opening.ts'
import { openStores, openTokenStore } from './opening/stores.ts'
import { createRefilling } from './refilling.ts'
import { createRetention } from './retaining.ts'

export interface RunningOptions extends Omit<AppOptions, 'admin' | 'metUngrouped'> {
  readonly backends: readonly BackendUrl[]
  /** The store of the tokens: one of the backends, or another one. */
  readonly tokenStore: BackendUrl | undefined
  /** How many milliseconds to wait for the first of the stores. */
  readonly waitForBackends: number
}

/** An app over stores of its own, and the work that is done beside its answers. */
export interface Running {
  readonly app: App
  readonly backends: readonly Backend[]
  /** Begins to delete what the retention rule does not keep, and to find the groups of earlier failures. */
  begin(): void
  /** The app takes no more requests, its streams end, and no other work begins. */
  retire(): void
  /** Closes the stores, once the work is done. */
  close(): Promise<void>
}

/** Opens the stores and puts an app over them. Throws a sentence that says which store cannot be opened, and why. */
export async function runApp(options: RunningOptions): Promise<Running> {
  const { log, retain } = options
  const backends = await openStores(options.backends, options.waitForBackends, log)
  const admin = await openTokenStore(options, backends, log)
  const stores = allStores(backends, { admin })
  try {
    const refilling = createRefilling(backends, log)
    const app = createApp(backends, { ...options, admin, metUngrouped: refilling.look })
    // A store of tokens alone has no history of its own.
    const ruleOf = (backend: Backend) => (backends.includes(backend) ? retain : undefined)
    const retention = createRetention(
      stores.map((backend) => ({ backend, rule: ruleOf(backend) })),
      log,
    )
    let work: Promise<unknown> | undefined
    const stopWork = () => (work ??= Promise.all([refilling.stop(), retention.stop()]))
    return {
      app,
      backends,
      begin() {
        refilling.begin()
        retention.begin()
      },
      retire() {
        app.retire()
        void stopWork()
      },
      async close() {
        await stopWork()
        await app.close()
        await closeAll(stores)
      },
    }
  } catch (error) {
    await closeAll(stores)
    throw error
  }
}
