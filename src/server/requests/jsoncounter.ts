import {
  backslash,
  closeArray,
  closeObject,
  comma,
  openArray,
  openObject,
  quote,
} from '../../db/json/jsonbytes.ts'

const space = 32

/** After so many bytes of a text without an escape, its end is searched for, which is faster by then. */
const short = 64

/** What the bytes of a JSON text hold. */
export interface JsonCounts {
  readonly nodes: number
  /** How deep arrays and objects are nested. */
  readonly levels: number
  /** How many elements or fields the longest array or object has. */
  readonly longest: number
}

/** Returns a function that takes the bytes of a JSON text as they arrive, and returns what they hold so far. */
export function createJsonCounter(): (chunk: Buffer) => JsonCounts {
  let nodes = 1
  let level = 0
  let levels = 0
  let longest = 0
  /** How many elements each open array and object has, by its level. */
  const elements = [0]
  let isText = false
  let isEscaped = false
  let isOpened = false
  /** Continues in a text. Returns the place after it, or the end of the chunk. */
  const skipText = (chunk: Buffer, from: number): number => {
    let at = from
    let plain = 0
    while (at < chunk.length) {
      if (++plain > short) at = nextOf(chunk, at)
      const byte = chunk[at++]
      if (isEscaped) isEscaped = false
      else if (byte === backslash) {
        isEscaped = true
        plain = 0
      } else if (byte === quote) {
        isText = false
        return at
      }
    }
    return at
  }
  return (chunk) => {
    for (let at = isText ? skipText(chunk, 0) : 0; at < chunk.length;) {
      const byte = chunk[at++]!
      if (byte <= space) continue
      const isClosed = byte === closeArray || byte === closeObject
      // The first value of a list or object has no comma before it.
      if (byte === comma || (isOpened && !isClosed)) {
        nodes++
        const own = (elements[level]! += 1)
        if (own > longest) longest = own
      }
      isOpened = byte === openArray || byte === openObject
      if (isOpened) elements[++level] = 0
      else if (isClosed && level > 0) level--
      if (level > levels) levels = level
      if (byte !== quote) continue
      isText = true
      at = skipText(chunk, at)
    }
    return { nodes, levels, longest }
  }
}

/** How many bytes are searched at once: an end that is far away is not searched for again after each escape. */
const reach = 1_024

/** The place of the next quote or backslash, or one before which there is none. */
function nextOf(chunk: Buffer, from: number): number {
  const part = chunk.subarray(from, from + reach)
  const end = part.indexOf(quote)
  const text = end < 0 ? part : part.subarray(0, end)
  const escape = text.indexOf(backslash)
  return from + (escape < 0 ? text.length : escape)
}
