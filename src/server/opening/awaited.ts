import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Backend, Rung } from '../../db/backend.ts'
import type { ChangeListener } from '../../db/changes.ts'
import { unavailable } from '../../db/failure.ts'
import type { Reporter } from '../../db/watching/report.ts'
import type { BackendUrl } from '../../db/url.ts'
import { Unopened, delayAfter, tryToOpen } from './opening.ts'

interface Following {
  readonly rung: Rung
  end: (() => void) | undefined
}

/** Stands in for a store that is not up yet and is unavailable. Once it is up, passes everything on to it. */
export function awaitedStore(url: BackendUrl, why: Unopened, log: Logger): Backend {
  const { name, kind } = url
  const { readOnly, hasRuns, countsWakes } = url.store
  const closing = new AbortController()
  const reporters: Reporter[] = []
  const changeListeners: ChangeListener[] = []
  let store: Backend | undefined
  const following = new Set<Following>()
  const away = () => Promise.reject(unavailable(name, why))

  const come = async () => {
    store = await opened(url, why, closing.signal, log)
    for (const reporter of reporters) store?.reportTo?.(reporter)
    for (const listener of changeListeners) store?.onChange?.(listener)
    for (const one of following) {
      one.end = store?.follow?.(one.rung)
      one.rung()
    }
  }
  void come()
  return {
    name,
    kind,
    ...(readOnly && { readOnly }),
    ...{ hasRuns, countsWakes },
    read: (...asked) => store?.read(...asked) ?? away(),
    write: (...asked) => store?.write(...asked) ?? away(),
    onChange(listener) {
      changeListeners.push(listener)
      store?.onChange?.(listener)
    },
    follow(rung) {
      const own: Following = { rung, end: store?.follow?.(rung) }
      following.add(own)
      return () => {
        following.delete(own)
        own.end?.()
      }
    },
    // No row of it was read while it is not up.
    get firstAttempt() {
      return store?.firstAttempt
    },
    get runHeartbeatMs() {
      return store?.runHeartbeatMs ?? 0
    },
    get changes() {
      return store?.changes
    },
    isOpen: () => store !== undefined,
    pools: () => store?.pools?.() ?? [],
    listen: () => store?.listen?.(),
    reportTo(reporter) {
      reporters.push(reporter)
      store?.reportTo?.(reporter)
    },
    async close() {
      closing.abort()
      await store?.close()
    },
  }
}

/** Retries until the store is up. Undefined if `closing` is aborted; a store that opens after that is closed. */
async function opened(
  url: BackendUrl,
  why: Unopened,
  closing: AbortSignal,
  log: Logger,
): Promise<Backend | undefined> {
  const backend = { backend: url.name, kind: url.kind }
  const began = performance.now()
  let said = why.message
  log.warn({ ...backend, why: said }, 'backend is not up yet: its share is unavailable until it is')
  for (let attempts = 0; ; attempts++) {
    await pause(delayAfter(attempts), undefined, { signal: closing, ref: false }).catch(() => {})
    if (closing.aborted) return undefined
    const found = await tryToOpen(url)
    if (found instanceof Unopened) {
      // At the start, a store that refuses would have stopped the server. Now clients depend on it.
      if (found.message !== said) log.error({ ...backend, why: found.message }, 'backend cannot be opened')
      said = found.message
    } else if (closing.aborted) await found.close()
    else {
      log.warn({ ...backend, awayMs: Math.round(performance.now() - began) }, 'backend is up')
      return found
    }
  }
}
