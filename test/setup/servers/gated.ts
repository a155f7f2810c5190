import type { Backend } from '../../../src/db/backend.ts'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { type Api, apiOver } from './api.ts'
import { listen } from './served.ts'
import { newReadyPlace } from './stores.ts'

export interface Gated {
  readonly api: Api
  /** The same server on a socket, so that it knows its clients by their addresses. */
  readonly ask: (path: string, init: RequestInit) => Promise<Response>
  readonly port: number
  /** From now on, the store answers no reading until it is opened again. */
  shut(): void
  open(): void
  close(): Promise<void>
}

/** A server whose store answers when it is told to. */
export async function startGated(kind: string): Promise<Gated> {
  const place = await newReadyPlace(kind)
  const backend = await openBackend(parseBackend(`main=${place.url}`))
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined
  const gated: Backend = {
    ...backend,
    async read(...given) {
      await gate?.opened
      return backend.read(...given)
    },
  }
  const api = apiOver([gated], [place])
  const { url, port, close } = await listen(api.app)
  const open = () => {
    gate?.open()
    gate = undefined
  }
  return {
    api,
    port,
    ask: (path, init) => fetch(`${url}${path}`, init),
    shut() {
      const { promise: opened, resolve } = Promise.withResolvers<void>()
      gate ??= { opened, open: resolve }
    },
    open,
    async close() {
      open()
      await close()
      await api.app.close()
      await api.close()
    },
  }
}
