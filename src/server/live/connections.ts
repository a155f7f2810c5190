import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sink } from '../../live/outbox.ts'
import { clientOf } from '../requests/forwarded.ts'
import { streamHeaders } from './sse.ts'
import type { Viewer } from '../../graphql/access/viewer.ts'
import type { Connecting, OpenStream } from './streams.ts'

/** Opens a stream that answers a request. */
type Open = (begin: (connecting: Connecting) => OpenStream) => void

/** Over a connection of node:http. */
export function nodeConnection(request: IncomingMessage, response: ServerResponse, viewer: Viewer): Open {
  return (begin) => {
    const sink: Sink = {
      write: (bytes) => response.destroyed || response.write(bytes),
      end: () => void response.end(),
    }
    const connect = () => {
      request.socket.setNoDelay(true)
      response.writeHead(200, streamHeaders)
      return sink
    }
    const stream = begin({ connect, client: clientOf(request), viewer })
    response.on('drain', stream.drained)
    if (response.destroyed) stream.closed()
    else response.once('close', stream.closed)
  }
}

/** Over the stream of a Response. */
export function fetchConnection(
  signal: AbortSignal,
  { client, viewer }: Omit<Connecting, 'connect'>,
): { open: Open; response: () => Response } {
  let body: ReadableStream<Uint8Array> | undefined
  const open: Open = (begin) => {
    let stream: OpenStream | undefined
    let [isOver, isFull] = [false, false]
    const end = () => {
      if (!isOver) stream?.closed()
      isOver = true
    }
    const readable = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const sink: Sink = {
            write(bytes) {
              if (isOver) return true
              controller.enqueue(bytes)
              isFull = (controller.desiredSize ?? 1) <= 0
              return !isFull
            },
            end() {
              if (!isOver) controller.close()
              end()
            },
          }
          stream = begin({ connect: () => sink, client, viewer })
          signal.addEventListener('abort', sink.end, { once: true })
          if (signal.aborted) sink.end()
        },
        pull() {
          if (isFull) stream?.drained()
        },
        cancel: end,
      },
      new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
    )
    body = readable
  }
  return { open, response: () => new Response(body ?? null, { status: 200, headers: streamHeaders }) }
}
