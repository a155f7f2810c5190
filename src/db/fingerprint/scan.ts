import { isDigit, isWord } from './characters.ts'
import { type Output, createOutput } from './output.ts'

/** A text that is read from its beginning to its end, once. */
export interface Scan {
  readonly text: string
  /** The code of a character, NaN outside the text. Every look at a character goes through it. */
  readonly at: (index: number) => number
  /** How often a character was looked at. */
  readonly steps: () => number
  readonly out: Output
  /** The last word, in small letters, and where it stands. */
  word: string
  wordFrom: number
  wordEnd: number
  /** The last character that is not blank. */
  mark: number
  /** The last key of an object that was met. */
  key: string
  /** Up to here, a quotation mark begins nothing. */
  quotedUntil: number
  /** Up to where it is known that no such mark ends a quotation. */
  readonly unclosed: Map<number, number>
  /** Up to where it is known that no `=` follows in the same token. */
  unassigned: number
}

export function createScan(text: string): Scan {
  let steps = 0
  return {
    text,
    at(index) {
      steps += 1
      return text.charCodeAt(index)
    },
    steps: () => steps,
    out: createOutput(),
    word: '',
    wordFrom: -1,
    wordEnd: -1,
    mark: 0,
    key: '',
    quotedUntil: 0,
    unclosed: new Map(),
    unassigned: 0,
  }
}

export function endOfWord({ at }: Scan, index: number): number {
  let end = index
  while (isWord(at(end))) end += 1
  return end
}

const [escape, bracket, semicolon, question] = [27, 91, 59, 63]

/** The end of a control character, or of a sequence that colours what follows. */
export function endOfControl({ text, at }: Pick<Scan, 'text' | 'at'>, index: number): number {
  if (at(index) !== escape || at(index + 1) !== bracket) return index + 1
  let end = index + 2
  while (end < text.length && (isDigit(at(end)) || at(end) === semicolon || at(end) === question)) end += 1
  return Math.min(end + 1, text.length)
}
