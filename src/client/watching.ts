import type { CallOptions } from './asking.ts'
import { WatchExecutionsDocument, type WatchExecutionsSubscription } from './documents/documents.gen.ts'
import { follow } from './following.ts'
import { connectLive } from './live/live.ts'
import { partsOf } from './looking.ts'
import type { Server } from './sending.ts'
import type { Document } from './text.ts'

/** What follows changes, by one stream that is open while something is followed. */
export function watchingOf(server: Server) {
  const closing = new AbortController()
  let live: ReturnType<typeof connectLive> | undefined
  const connected = () =>
    (live ??= connectLive({
      url: `${server.url}/stream`,
      fetch: server.fetch,
      get headers() {
        return server.headers
      },
    }))
  const until = ({ signal }: CallOptions = {}) => ({
    signal: signal ? AbortSignal.any([signal, closing.signal]) : closing.signal,
  })
  return {
    /**
     * What happens to executions: first the state of each, then each change. Who reads slowly is told the newest
     * state of each. It goes on after a lost connection, until it is aborted or left.
     */
    async *watch(ids: readonly string[], options?: CallOptions) {
      const followed = partsOf([...new Set(ids)]).map((some) => ({
        document: WatchExecutionsDocument,
        variables: { ids: some },
        aboutOf: ({ executionsChanged }: WatchExecutionsSubscription) => executionsChanged.id,
      }))
      const events = follow<WatchExecutionsSubscription>(connected, followed, until(options))
      for await (const { executionsChanged } of events) yield executionsChanged
    },
    /** The events of a subscription of your own. */
    subscribe: <Data, Variables extends object>(
      document: Document<Data, Variables>,
      variables: Variables,
      options?: CallOptions,
    ) => follow<Data>(connected, [{ document, variables }], until(options)),
    /** Ends all that is watched. */
    close() {
      closing.abort()
      live?.close()
    },
  }
}
