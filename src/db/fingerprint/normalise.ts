import { closings, isBlank, isControl, isDigit, isHex, isSlash, isWord } from './characters.ts'
import { withoutNumbers } from './identifiers.ts'
import { endOfAddress, endOfEmail, endOfNumber, endOfUuid, number } from './numbers.ts'
import { query, slash } from './paths.ts'
import { quotation } from './quotations.ts'
import { type Scan, createScan, endOfControl, endOfWord } from './scan.ts'
import { months, weekdays } from './words.ts'

const [plus, minus, colon, question, blank, comma] = [43, 45, 58, 63, 32, 44]

/** A text without what varies between two occurrences of one error. `steps`: how often a character was looked at. */
export function normalise(text: string): { readonly text: string; readonly steps: number } {
  const scan = createScan(text)
  for (let index = 0; index < text.length;) {
    const end = next(scan, index)
    if (!isBlank(scan.at(end - 1))) scan.mark = scan.at(end - 1)
    index = end
  }
  return { text: scan.out.text(), steps: scan.steps() }
}

/** Reads what begins at `index`. Returns where to go on, which is further. */
function next(scan: Scan, index: number): number {
  const { text, at, out } = scan
  const code = at(index)
  if (isBlank(code)) {
    out.blank()
    return index + 1
  }
  if (isControl(code)) return endOfControl(scan, index)
  if (isWord(code)) return word(scan, index)
  if (closings.has(code)) return quotation(scan, index)
  if (isSlash(code)) return slash(scan, index)
  if (code === question) return query(scan, index)
  const address =
    code === colon && at(index + 1) === colon && at(index - 1) !== colon && !isWord(at(index - 1))
  const end = address ? endOfAddress(scan, index) : -1
  if (end > 0) {
    out.placeholder('#')
    return end
  }
  if (!isSign(scan, index)) out.symbol(text[index]!)
  return index + 1
}

/** A sign before a number is part of it, unless it stands between two words. */
function isSign({ at }: Scan, index: number): boolean {
  const code = at(index)
  return (code === minus || code === plus) && isDigit(at(index + 1)) && !isWord(at(index - 1))
}

function word(scan: Scan, index: number): number {
  const { text, at, out } = scan
  const end = endOfWord(scan, index)
  const behind = endOfOther(scan, index, end)
  if (behind > 0) {
    out.placeholder('#')
    return behind
  }
  if (isDigit(at(index))) return number(scan, index)
  scan.word = text.slice(index, Math.min(end, index + 40)).toLowerCase()
  scan.wordFrom = index
  scan.wordEnd = end
  if (isDated(scan, end)) {
    out.placeholder('#')
    return end
  }
  const shown = withoutNumbers(scan, index, end)
  if (shown === undefined) out.placeholder('#')
  else out.word(shown)
  return isDigit(at(end - 1)) ? endOfNumber(scan, end) : end
}

/** Where something ends that is more than a word; -1 if there is nothing of the kind. */
function endOfOther(scan: Scan, index: number, end: number): number {
  const { at } = scan
  const isShort = end - index <= 4 && at(end) === colon && isHex(at(index))
  const address = isShort ? endOfAddress(scan, index) : -1
  if (address > 0) return address
  const uuid = end - index === 8 && at(end) === minus ? endOfUuid(scan, index) : -1
  return uuid > 0 ? uuid : endOfEmail(scan, index)
}

/** Whether the last word is the name of a month or weekday before the rest of a date. */
function isDated(scan: Scan, end: number): boolean {
  const { text, at, word: said } = scan
  const isMonth = months.has(said)
  if (!isMonth && !weekdays.has(said)) return false
  let from = end
  while (from - end < 2 && (at(from) === blank || at(from) === comma)) from += 1
  if (from === end) return false
  if (isDigit(at(from))) return true
  return !isMonth && months.has(text.slice(from, endOfWord(scan, from)).toLowerCase())
}
