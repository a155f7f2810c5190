const space = 32
const quote = 34
const comma = 44
const backslash = 92
const [openArray, closeArray, openObject, closeObject] = [91, 93, 123, 125]

/** What the bytes of a JSON text hold. */
export interface JsonCounts {
  readonly nodes: number
  /** How deep arrays and objects are nested. */
  readonly levels: number
}

/** Returns a function that takes the bytes of a JSON text as they arrive, and returns what they hold so far. */
export function createJsonCounter(): (chunk: Uint8Array) => JsonCounts {
  let nodes = 1
  let level = 0
  let levels = 0
  let isText = false
  let isEscaped = false
  let isOpened = false
  return (chunk) => {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!
      if (isText) {
        if (isEscaped) isEscaped = false
        else if (byte === backslash) isEscaped = true
        else if (byte === quote) isText = false
        continue
      }
      if (byte <= space) continue
      const isClosed = byte === closeArray || byte === closeObject
      // The first value of a list or object has no comma before it.
      if (byte === comma || (isOpened && !isClosed)) nodes++
      isOpened = byte === openArray || byte === openObject
      isText = byte === quote
      if (isOpened) level++
      else if (isClosed) level--
      if (level > levels) levels = level
    }
    return { nodes, levels }
  }
}
