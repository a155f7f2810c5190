import {
  backslash,
  closeArray,
  closeObject,
  colon,
  comma,
  openArray,
  openObject,
  quote,
} from './jsonbytes.ts'
import { noteKeys } from './jsonkeys.ts'
import { turn } from '../turn.ts'

const turnMs = 5

/** Parses like `JSON.parse`, but in turns with other work: a million small values take it half a second. */
export async function parseInTurns(bytes: Buffer): Promise<unknown> {
  await turn()
  const reader = createReader(bytes)
  let until = performance.now() + turnMs
  for (let steps = 1; !reader.step(); steps++) {
    if (steps % 256 > 0 || performance.now() < until) continue
    await turn()
    until = performance.now() + turnMs
  }
  return reader.value()
}

interface Container {
  readonly list?: unknown[]
  readonly object?: Record<string, unknown>
  key: string
  /** How many different keys the object has. */
  keys: number
}

/** Reads one value per step. Returns whether that was the last. */
function createReader(bytes: Buffer) {
  const scan = createScanner(bytes)
  const open: Container[] = []
  let value: unknown

  /** Continues after a complete value. */
  function close(): boolean {
    for (let inner = open.at(-1); inner; inner = open.at(-1)) {
      put(inner, value)
      const byte = scan.next()
      if (byte === comma) {
        if (inner.object) inner.key = scan.key()
        return false
      }
      if (byte !== (inner.list ? closeArray : closeObject)) scan.fail()
      value = inner.list ?? inner.object
      if (inner.object) noteKeys(inner.object, inner.keys)
      open.pop()
    }
    scan.end()
    return true
  }

  return {
    value: () => value,
    step(): boolean {
      const byte = scan.peek()
      if (byte === openArray) {
        scan.next()
        value = []
        if (scan.skipped(closeArray)) return close()
        open.push({ list: value as unknown[], key: '', keys: 0 })
        return false
      }
      if (byte === openObject) {
        scan.next()
        value = {}
        if (scan.skipped(closeObject)) return close()
        open.push({ object: value as Record<string, unknown>, key: scan.key(), keys: 0 })
        return false
      }
      value = byte === quote ? scan.text() : scan.word()
      return close()
    },
  }
}

function put(container: Container, value: unknown) {
  const { list, object, key } = container
  if (list) return void list.push(value)
  if (!Object.hasOwn(object!, key)) container.keys += 1
  if (key !== '__proto__') object![key] = value
  else Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const words = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

function createScanner(bytes: Buffer) {
  let at = 0
  const fail = (): never => {
    throw new SyntaxError('not JSON')
  }
  function peek() {
    while (bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9) at++
    return bytes[at]
  }
  function next() {
    const byte = peek()
    at++
    return byte
  }
  /** A text is copied, because a slice would keep the whole body in memory. */
  function text(): string {
    const from = at++
    let isPlain = true
    for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
      if (byte === undefined || byte < 32) return fail()
      if (byte === backslash) isPlain = false
      at += byte === backslash ? 2 : 1
    }
    at++
    return isPlain
      ? bytes.toString('utf8', from + 1, at - 1)
      : (JSON.parse(bytes.toString('utf8', from, at)) as string)
  }
  return {
    peek,
    next,
    text,
    fail,
    key() {
      if (peek() !== quote) fail()
      const key = text()
      if (next() !== colon) fail()
      return key
    },
    skipped: (byte: number) => peek() === byte && next() === byte,
    /** A number, true, false or null. */
    word(): unknown {
      const from = at
      while (isOfWord(bytes[at])) at++
      const word = bytes.toString('latin1', from, at)
      if (number.test(word)) return Number(word)
      return words.has(word) ? words.get(word) : fail()
    },
    end() {
      if (peek() !== undefined) fail()
    },
  }
}

/** Letters, digits, plus, minus and point. */
const isOfWord = (byte = 0) =>
  (byte >= 48 && byte <= 57) ||
  (byte >= 97 && byte <= 122) ||
  byte === 43 ||
  byte === 45 ||
  byte === 46 ||
  byte === 69
