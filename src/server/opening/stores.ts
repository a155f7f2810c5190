import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { awaitedStore } from './awaited.ts'
import type { Backend } from '../../db/backend.ts'
import type { BackendUrl } from '../../db/url.ts'
import { Unopened, closeAll, delayAfter, tryToOpen } from './opening.ts'

/**
 * Opens the stores. One that is not up is opened later if another one is up; if none is, this waits. Throws a sentence
 * that says which cannot be opened, and what to check.
 */
export async function openStores(
  urls: readonly BackendUrl[],
  waitMs: number,
  log: Logger,
): Promise<Backend[]> {
  const until = performance.now() + waitMs
  for (let attempts = 0; ; attempts++) {
    const found = await Promise.all(urls.map(tryToOpen))
    const failed = found.filter((one) => one instanceof Unopened)
    const opened = found.filter((one): one is Backend => !(one instanceof Unopened))
    const hopeless = failed.filter(({ mayCome }) => !mayCome)
    const left = until - performance.now()
    if (hopeless.length > 0 || (opened.length === 0 && left <= 0)) {
      await closeAll(opened)
      throw new Error(sentences(hopeless.length > 0 ? hopeless : failed))
    }
    if (opened.length > 0)
      return found.map((one, index) => (one instanceof Unopened ? awaitedStore(urls[index]!, one, log) : one))
    if (attempts === 0) log.warn({ waitMs, why: sentences(failed) }, 'no backend can be opened yet: waiting')
    await pause(Math.min(left, delayAfter(attempts)))
  }
}

interface Urls {
  readonly backends: readonly BackendUrl[]
  /** The store of the tokens: one of the backends, or another one. */
  readonly tokenStore: BackendUrl | undefined
}

/** The store of the tokens: one of the open backends, or a store of its own, which may come later. */
export async function openTokenStore(
  { tokenStore: url, backends: urls }: Urls,
  backends: readonly Backend[],
  log: Logger,
): Promise<Backend | undefined> {
  if (!url) return undefined
  const place = urls.indexOf(url)
  if (place >= 0) return backends[place]
  const found = await tryToOpen(url)
  if (!(found instanceof Unopened)) return found
  if (found.mayCome) return awaitedStore(url, found, log)
  await closeAll(backends)
  throw found
}

const sentences = (failed: readonly Unopened[]) => failed.map(({ message }) => message).join(' ')
