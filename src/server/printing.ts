import { turn } from '../db/turn.ts'
import { RawJson } from '../graphql/answers/rawjson.ts'
import type { Bytes } from './bytes.ts'

/** An object or a list that is partly printed. */
interface Open {
  readonly names: readonly string[] | undefined
  readonly values: readonly unknown[]
  next: number
}

/** A longer text is encoded in parts of so many characters. */
const longest = 256 * 1024
/** Shorter texts are encoded together. */
const shortest = 4 * 1024
/** So many characters are printed before other requests have their turn. */
const mostCharacters = 512 * 1024
/** A value costs as much as so many characters. */
const costOfValue = 100

/**
 * Prints data as JSON, inserts stored JSON unchanged, and yields to other requests meanwhile. Stops beyond `limit`
 * bytes.
 */
export async function printData(data: unknown, bytes: Bytes, limit: number): Promise<void> {
  let [text, spent] = ['', 0]
  const flush = () => {
    bytes.write(text)
    text = ''
  }
  for (const part of partsOf(data)) {
    if (part.length < shortest) text += part
    else {
      flush()
      bytes.write(part)
    }
    spent += part.length + costOfValue
    if (spent < mostCharacters) continue
    flush()
    if (bytes.length() > limit) return
    spent = 0
    await turn()
  }
  flush()
}

/** The data as JSON, a value or a part of a long text at a time. */
function* partsOf(data: unknown): Generator<string> {
  const open: Open[] = []
  const begin = (names: readonly string[] | undefined, values: readonly unknown[]) => {
    open.push({ names, values, next: 0 })
    return names ? '{' : '['
  }
  const textOf = (value: unknown): string => {
    if (typeof value === 'string') return JSON.stringify(value)
    if (typeof value !== 'object' || value === null) return String(value)
    return Array.isArray(value) ? begin(undefined, value) : begin(Object.keys(value), Object.values(value))
  }
  yield* data instanceof RawJson ? partsOfStored(data) : cut(textOf(data))
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { names, values, next } = top
    if (next === values.length) {
      yield names ? '}' : ']'
      open.pop()
      continue
    }
    top.next += 1
    // Names in an answer are fields and aliases, so they need no escapes.
    const before = `${next > 0 ? ',' : ''}${names ? `"${names[next]}":` : ''}`
    const value = values[next]
    if (value instanceof RawJson) {
      yield before
      yield* partsOfStored(value)
      continue
    }
    const text = textOf(value)
    if (text.length < shortest) yield before + text
    else {
      yield before
      yield* cut(text)
    }
  }
}

function* partsOfStored({ parts }: RawJson): Generator<string> {
  for (const part of parts) yield* cut(part)
}

/** Never cuts between the halves of a surrogate pair. */
function cut(text: string): readonly string[] {
  if (text.length <= longest) return [text]
  const parts: string[] = []
  for (let from = 0; from < text.length;) {
    const to = from + longest
    const isPair = (text.charCodeAt(to - 1) & 0xfc00) === 0xd800
    const end = isPair ? to - 1 : to
    parts.push(text.slice(from, end))
    from = end
  }
  return parts
}
