import { useEffect, useRef } from 'react'
import { documentIdOf } from './documentids.ts'
import type { Document } from './document.ts'
import { lostAt } from './lostat.ts'
import { connectPort } from '../../client/live/connectport.ts'
import type { LiveError, Payload } from '../../client/live/frames.ts'
import { type Live, connectLive } from '../../client/live/live.ts'
import type { LiveState } from '../../client/live/state.ts'
import type { Ticks } from '../../client/live/rows.ts'
import { createSignal } from './signal.ts'

export const live: Live = connect()

/** How the stream is. */
export const liveState = createSignal<LiveState>(live.state())
live.onState((state) => liveState.set(state))

/** Since when there has been no stream, however often one was tried, in epoch milliseconds of this machine. */
export const lostSince = createSignal(lostAt(undefined, live.state()))
live.onState((state) => lostSince.set(lostAt(lostSince.get(), state)))

function connect(): Live {
  if (typeof SharedWorker === 'undefined') return connectLive({ url: '/graphql/stream' })
  const connected = connectPort(
    () =>
      new SharedWorker(new URL('./streamworker.ts', import.meta.url), { type: 'module', name: 'execgraph' })
        .port,
  )
  // Others go on to use the worker, which would not know that this page has gone.
  window.addEventListener('pagehide', ({ persisted }) => persisted || connected.close())
  return connected
}

export interface LiveHandlers<Data> {
  /** `ticks`: how far each backend had been looked through, to compare with `extensions.tick` of an answer. */
  next(data: Data, ticks: Ticks | undefined): void
  /** Changes may have been missed. A snapshot follows. */
  reset?(): void
  error?(errors: readonly LiveError[]): void
}

/** Watches. Returns what ends it. */
export function watch<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  handlers: LiveHandlers<Data>,
): () => void {
  const next = ({ data, errors, extensions }: Payload) => {
    if (data) handlers.next(data as Data, extensions?.['tick'] as Ticks | undefined)
    else if (errors) handlers.error?.(errors)
  }
  const query = document.toString()
  return live.subscribe(
    { query, documentId: documentIdOf(query), variables: variables as Record<string, unknown> },
    {
      next,
      reset: () => handlers.reset?.(),
      error: (errors) => handlers.error?.(errors),
    },
  )
}

/** Watches while the component is shown. `key` is what makes it begin anew; without one nothing is watched. */
export function useWatch<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables | undefined,
  handlers: LiveHandlers<Data>,
) {
  const latest = useRef(handlers)
  latest.current = handlers
  const key = JSON.stringify(variables)
  useEffect(() => {
    if (key === undefined) return
    return watch(document, JSON.parse(key) as Variables, {
      next: (data, ticks) => latest.current.next(data, ticks),
      reset: () => latest.current.reset?.(),
      error: (errors) => latest.current.error?.(errors),
    })
  }, [document, key])
}
