import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../../../src/server/app.ts'

/** Stands before an app on its socket, and can do to its clients what networks and restarts do. */
export interface Gate extends Pick<App, 'handle'> {
  /** Queries wait from now on. Streams and files do not. */
  hold(): void
  release(): void
  /** Ends all streams, as a network does. They may be opened again. */
  cutStreams(): void
  /** Ends all that is open and takes nothing more, as a server that is gone. */
  close(): void
  open(): void
}

export function createGate({ handle }: Pick<App, 'handle'>): Gate {
  const streams = new Set<ServerResponse>()
  const held: (() => unknown)[] = []
  let [isHolding, isClosed] = [false, false]
  const cutStreams = () => streams.forEach((one) => void one.destroy())
  return {
    handle(request: IncomingMessage, response: ServerResponse) {
      if (isClosed) return void request.socket.destroy()
      const path = request.url?.split('?')[0]
      if (path === '/graphql/stream') {
        streams.add(response)
        response.on('close', () => streams.delete(response))
      }
      if (isHolding && path === '/graphql') held.push(() => response.destroyed || handle(request, response))
      else handle(request, response)
    },
    hold: () => void (isHolding = true),
    release() {
      isHolding = false
      for (const go of held.splice(0)) go()
    },
    cutStreams,
    close() {
      isClosed = true
      cutStreams()
    },
    open: () => void (isClosed = false),
  }
}
