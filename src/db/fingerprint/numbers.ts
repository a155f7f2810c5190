import { isBlank, isDigit, isHex, isLetter, isLocal, isWord } from './characters.ts'
import { type Scan, endOfWord } from './scan.ts'
import { isTelling, months, units } from './words.ts'

const [percent, plus, comma, minus, dot, slash, colon, atSign, underscore] = [
  37, 43, 44, 45, 46, 47, 58, 64, 95,
]
const joins = new Set([plus, comma, minus, dot, slash, colon, underscore])

/** Numbers with more digits are ids, not codes. */
const longestCode = 5
/** Between `exit code:` and its number. */
const widestGap = 3

/** Reads a word that begins with a digit, with what belongs to the number. Returns where to go on. */
export function number(scan: Scan, index: number): number {
  const { text, out, word, wordEnd } = scan
  const end = endOfWord(scan, index)
  scan.word = ''
  if (index - wordEnd <= widestGap && isTelling(word) && isCode(scan, index, end)) {
    out.word(text.slice(index, end))
    return end
  }
  out.placeholder('#')
  return endOfUnit(scan, endOfNumber(scan, end))
}

function isCode({ at }: Scan, index: number, end: number): boolean {
  if (end - index > longestCode) return false
  for (let place = index; place < end; place += 1) if (!isDigit(at(place))) return false
  return true
}

/** Where a number ends whose first digits end at `index`: decimals, dates, times, addresses, versions, fractions. */
export function endOfNumber(scan: Scan, index: number): number {
  const { at } = scan
  let end = index
  while (joins.has(at(end)) && isDigit(at(end + 1))) end = endOfWord(scan, end + 1)
  return end
}

const longestUnit = 9

/** Where the unit of a number ends, or the number if it has none. */
function endOfUnit({ text, at }: Scan, index: number): number {
  if (at(index) === percent) return index + 1
  // NumPy writes `149. MiB`.
  const behind = at(index) === dot && isBlank(at(index + 1)) ? index + 1 : index
  const from = isBlank(at(behind)) ? behind + 1 : behind
  let end = from
  while (end - from < longestUnit && isLetter(at(end))) end += 1
  if (end === from || isWord(at(end))) return index
  const word = text.slice(from, end).toLowerCase()
  return units.has(word) || months.has(word) ? end : index
}

/** Where an e-mail address ends that begins at `index`; -1 if none does. */
export function endOfEmail({ text, at }: Scan, index: number): number {
  if (isLocal(at(index - 1))) return -1
  let end = index
  while (end - index < 64 && isLocal(at(end))) end += 1
  if (at(end) !== atSign || !isWord(at(end + 1))) return -1
  const host = end + 1
  end = host
  while (end - host < 255 && (isWord(at(end)) || at(end) === dot || at(end) === minus)) end += 1
  const last = at(end - 1) === dot ? end - 1 : end
  return text.slice(host, last).includes('.') ? last : -1
}

const dashes = new Set([8, 13, 18, 23])

/** Where a UUID ends that begins at `index`; -1 if none does. */
export function endOfUuid({ at }: Scan, index: number): number {
  for (let place = 0; place < 36; place += 1) {
    const code = at(index + place)
    if (dashes.has(place) ? code !== minus : !isHex(code)) return -1
  }
  return isWord(at(index + 36)) ? -1 : index + 36
}

/** Where an address of IPv6 or of a network device ends that begins at `index`; -1 if none does. */
export function endOfAddress({ text, at }: Scan, index: number): number {
  let [end, colons, digits] = [index, 0, 0]
  for (; end - index < 46; end += 1) {
    const code = at(end)
    if (code === colon) colons += 1
    else if (isDigit(code)) digits += 1
    else if (!isHex(code) && code !== dot) break
  }
  while (end > index && (at(end - 1) === dot || at(end - 1) === colon)) end -= 1
  if (colons < 2 || digits === 0 || isWord(at(end))) return -1
  return colons >= 5 || text.slice(index, end).includes('::') ? end : -1
}
