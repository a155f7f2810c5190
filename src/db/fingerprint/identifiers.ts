import { isDigit, isHex } from './characters.ts'
import type { Scan } from './scan.ts'

/** What a word that begins with a letter is made of. */
interface Made {
  readonly digits: number
  readonly isHex: boolean
  /** How often letters change to digits, or back. */
  readonly changes: number
  /** Of the longest part without a digit. */
  readonly letters: number
}

function madeOf({ at }: Scan, index: number, end: number): Made {
  let [digits, changes, letters, longest] = [0, 0, 0, 0]
  let hex = true
  for (let place = index; place < end; place += 1) {
    const code = at(place)
    const isNumeric = isDigit(code)
    if (isNumeric) digits += 1
    if (place > index && isNumeric !== (letters === 0)) changes += 1
    letters = isNumeric ? 0 : letters + 1
    longest = Math.max(longest, letters)
    hex &&= isHex(code)
  }
  return { digits, isHex: hex, changes, letters: longest }
}

/**
 * The word without its numbers. `undefined` if it looks like a random id: hex, long with several digits, or letters and
 * digits mixed without a part that could be a word.
 */
export function withoutNumbers(scan: Scan, index: number, end: number): string | undefined {
  const length = end - index
  const made = madeOf(scan, index, end)
  const word = scan.text.slice(index, end)
  if (made.isHex && (length >= 16 || (length >= 7 && made.digits > 0))) return undefined
  if (made.digits === 0) return word
  if (length >= 16 && made.digits >= 3) return undefined
  if (length >= 4 && made.changes >= 2 && made.letters < 4) return undefined
  let [text, isNumeric] = ['', false]
  for (const letter of word) {
    const isOne = isDigit(letter.charCodeAt(0))
    if (!isOne) text += letter
    else if (!isNumeric) text += '#'
    isNumeric = isOne
  }
  return text
}
