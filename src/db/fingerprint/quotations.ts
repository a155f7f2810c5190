import { closings, isWord } from './characters.ts'
import type { Scan } from './scan.ts'
import { tellingKeys } from './words.ts'

const [apostrophe, backslash, newline, colon, comma, brace] = [39, 92, 10, 58, 44, 123]
const longestKey = 40

/** Reads a quotation mark, and what it quotes unless that says what happened. Returns where to go on. */
export function quotation(scan: Scan, index: number): number {
  const { text, at, out } = scan
  const mark = text[index]!
  const end = index < scan.quotedUntil || isWord(at(index - 1)) ? -1 : closingOf(scan, index)
  if (end < 0) {
    out.symbol(mark)
    return index + 1
  }
  const isKey = at(end + 1) === colon && (scan.mark === brace || scan.mark === comma)
  if (isKey) scan.key = text.slice(index + 1, Math.min(end, index + longestKey)).toLowerCase()
  if (isKey || (scan.mark === colon && tellingKeys.has(scan.key))) {
    // What is quoted is read as the rest is.
    out.symbol('"')
    scan.quotedUntil = end + 1
    return index + 1
  }
  scan.key = ''
  out.placeholder('""')
  return end + 1
}

/** Where the quotation ends, on the same line; -1 if it does not. */
function closingOf({ text, at, unclosed }: Scan, index: number): number {
  const closing = closings.get(at(index))!
  if (index < (unclosed.get(closing) ?? 0)) return -1
  let end = index + 1
  for (; end < text.length; end += 1) {
    const code = at(end)
    if (code === newline) break
    if (code !== closing || at(end - 1) === backslash) continue
    if (code !== apostrophe || !isWord(at(end + 1))) return end
  }
  unclosed.set(closing, end)
  return -1
}
