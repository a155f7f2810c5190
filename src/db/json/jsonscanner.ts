import { backslash, colon, quote } from './jsonbytes.ts'

/** An escape of a code unit has four digits, and is not cut. */
const escapeLength = (letter: number | undefined) => (letter === u ? 6 : 2)
const u = 'u'.charCodeAt(0)

/** So long are words that are often repeated … */
const mostOfWord = 24
/** … and so many of them are known at once. */
const knownWords = 1_024

/** Returns the text of some bytes. Repeated words are one text: a list of 400,000 statuses would be as many. */
function createKnownTexts(bytes: Buffer) {
  const texts: (string | undefined)[] = []
  const isAt = (text: string, from: number) => {
    for (let index = 0; index < text.length; index++)
      if (text.charCodeAt(index) !== bytes[from + index] || bytes[from + index]! > 127) return false
    return true
  }
  return (from: number, to: number, hash: number): string => {
    if (to - from > mostOfWord) return bytes.toString('utf8', from, to)
    const slot = hash & (knownWords - 1)
    const known = texts[slot]
    if (known?.length === to - from && isAt(known, from)) return known
    return (texts[slot] = bytes.toString('utf8', from, to))
  }
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const words = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Reads the parts of a JSON text, one after another. */
export function createScanner(bytes: Buffer) {
  const known = createKnownTexts(bytes)
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
  /**
   * Reads a text up to its end, or to about so many bytes. It is copied, because a slice would keep the whole body in
   * memory.
   */
  function text(most: number): string {
    const from = at
    const end = from + most
    let [isPlain, hash] = [true, 0]
    for (let byte = bytes[at]; byte !== quote && at < end; byte = bytes[at]) {
      if (byte === undefined || byte < 32) return fail()
      if (byte === backslash) isPlain = false
      at += byte === backslash ? escapeLength(bytes[at + 1]) : 1
      hash = (hash * 31 + byte) | 0
    }
    // No character is cut.
    for (let rest = 0; rest < 3 && (bytes[at]! & 0xc0) === 0x80; rest++) at++
    if (!isPlain) return JSON.parse(`"${bytes.toString('utf8', from, at)}"`) as string
    return known(from, at, hash)
  }
  return {
    peek,
    next,
    text,
    fail,
    place: () => at,
    /** Whether a text ends here: not after spaces, which may be its own. */
    endsText: () => bytes[at] === quote && next() === quote,
    key() {
      if (next() !== quote) fail()
      const key = text(Number.POSITIVE_INFINITY)
      if (next() !== quote || next() !== colon) fail()
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
