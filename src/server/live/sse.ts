import type { Framing } from '../../live/framing.ts'

/** What is around an answer that is sent as one event. */
export const eventStart = 'event: next\ndata: '
export const eventEnd = '\n\nevent: complete\ndata:\n\n'

export const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

const [lineFeed, carriageReturn, space] = [10, 13, 32]

/** Replaces ends of lines, which are no part of any text in JSON, by spaces. */
export function inOneLine(json: Buffer, from = 0): void {
  for (const end of [lineFeed, carriageReturn])
    for (let at = json.indexOf(end, from); at >= 0; at = json.indexOf(end, at)) json[at] = space
}

/**
 * Bytes with memory of their own. Node takes those of short texts from blocks of 64 kB, and one that waits for its reader
 * keeps its block.
 */
export function ownBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}

const event = (name: string, data: object, id?: string) =>
  ownBytes(`event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`)

/** Several operations on one stream. One framing is enough for all streams, whose operations often have the same ids. */
export function severalFraming(): Framing {
  let known = { tick: '', starts: new Map<string, Buffer>() }
  return {
    next(operation, tick) {
      if (known.tick !== tick || known.starts.size >= mostStarts) known = { tick, starts: new Map() }
      let start = known.starts.get(operation)
      if (!start) {
        start = ownBytes(`event: next\nid: ${tick}\ndata: {"id":${JSON.stringify(operation)},"payload":`)
        known.starts.set(operation, start)
      }
      return [start, several]
    },
    beat: (now, tick) => event('beat', { now }, tick),
    reset: (operations) => event('reset', { operations }),
  }
}

const mostStarts = 1_000
const several = Buffer.from('}\n\n')

export const opened = (token: string, epoch: string) => event('open', { token, epoch })
export const refusedOperation = (id: string, errors: readonly object[]) => event('error', { id, errors })

/** One operation on one stream, by the protocol of graphql-sse. Its clients know no other events. */
export const singleFraming: Framing = {
  next: () => [single.start, single.end],
  beat: () => comment,
  reset: () => comment,
}

const single = { start: Buffer.from(eventStart), end: Buffer.from('\n\n') }
const comment = Buffer.from(':\n\n')

/** The whole of a stream whose operation was refused. */
export const refusedSingle = (errors: readonly object[]) =>
  Buffer.from(`${eventStart}${JSON.stringify({ errors })}${eventEnd}`)
