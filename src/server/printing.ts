import { setImmediate } from 'node:timers/promises'
import { RawJson } from '../graphql/answers/rawjson.ts'

/** An object or a list that is partly printed. */
interface Open {
  readonly names: readonly string[] | undefined
  readonly values: readonly unknown[]
  next: number
}

/** Text is encoded in pieces of about so many characters. */
const pieceLength = 256 * 1024
/** So many values are printed before other requests have their turn. */
const turn = 5_000

/**
 * Prints data as JSON, inserts stored JSON unchanged, and yields to other requests meanwhile. Stops beyond `limit`
 * bytes and returns what is printed by then, in pieces.
 */
export async function printData(data: unknown, limit: number): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  const open: Open[] = []
  let [text, bytes, steps] = ['', 0, 0]
  const flush = () => {
    const piece = Buffer.from(text)
    bytes += piece.length
    pieces.push(piece)
    text = ''
  }
  const print = (value: unknown) => {
    if (value instanceof RawJson) text += value.text
    else if (typeof value === 'string') text += JSON.stringify(value)
    else if (typeof value !== 'object' || value === null) text += String(value)
    else if (Array.isArray(value)) {
      text += '['
      open.push({ names: undefined, values: value, next: 0 })
    } else {
      text += '{'
      open.push({ names: Object.keys(value), values: Object.values(value), next: 0 })
    }
  }
  print(data)
  while (open.length > 0) {
    const top = open.at(-1)!
    const { names, values, next } = top
    if (next === values.length) {
      text += names ? '}' : ']'
      open.pop()
    } else {
      top.next += 1
      if (next > 0) text += ','
      // Names in an answer are fields and aliases, so they need no escapes.
      if (names) text += `"${names[next]}":`
      print(values[next])
    }
    steps += 1
    if (text.length < pieceLength && steps < turn) continue
    flush()
    if (bytes > limit) break
    steps = 0
    await setImmediate()
  }
  if (bytes <= limit) flush()
  return pieces
}
