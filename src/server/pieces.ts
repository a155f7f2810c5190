import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { soon } from '../db/turn.ts'

/** The most bytes that are written to a socket before others have their turn. */
const most = 256 * 1024

interface Chunk {
  readonly chunk: Buffer | string
  readonly encoding: BufferEncoding
}

type Done = (error?: Error | null) => void

/**
 * Writes long answers in pieces. One write copies and encrypts all that it is given, and while the reader takes it, the
 * system takes more: 32 MB hold up others for a tenth of a second.
 */
export function writeInPieces(server: Server): void {
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', inPieces)
}

export function inPieces(socket: Pick<Socket, '_write' | '_writev'>): void {
  const write = socket._write.bind(socket)
  const writev = socket._writev!.bind(socket)
  socket._write = (chunk: Buffer | string, encoding, done: Done) => {
    if (chunk.length <= most) write(chunk, encoding, done)
    else writeAll(piecesOf([{ chunk, encoding }]), done)
  }
  socket._writev = (chunks: Chunk[], done: Done) => {
    if (chunks.reduce((sum, { chunk }) => sum + chunk.length, 0) <= most) writev(chunks, done)
    else writeAll(piecesOf(chunks), done)
  }
  function writeAll(pieces: Iterator<Chunk[], undefined>, done: Done) {
    let piece = pieces.next()
    const writeNext = () => {
      writev(piece.value!, (error) => {
        piece = pieces.next()
        if (error || piece.done) done(error)
        else soon(writeNext)
      })
      return false
    }
    writeNext()
  }
}

/** The chunks, short ones together. */
function* piecesOf(chunks: readonly Chunk[]): Generator<Chunk[], undefined> {
  let piece: Chunk[] = []
  let bytes = 0
  for (const chunk of chunks.flatMap(cut)) {
    if (bytes + chunk.chunk.length > most) {
      yield piece
      ;[piece, bytes] = [[], 0]
    }
    piece.push(chunk)
    bytes += chunk.chunk.length
  }
  yield piece
  return undefined
}

/** A view of a part each: nothing is copied. */
function cut(whole: Chunk): Chunk[] {
  if (whole.chunk.length <= most) return [whole]
  const { chunk, encoding } = whole
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
  const count = Math.ceil(bytes.length / most)
  return Array.from({ length: count }, (_, number) => ({
    chunk: bytes.subarray(number * most, (number + 1) * most),
    encoding: 'buffer' as BufferEncoding,
  }))
}
