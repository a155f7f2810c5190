import { isBlank, isSlash, isWord } from './characters.ts'
import type { Scan } from './scan.ts'

/** Folders whose entries have made-up names. */
const temporary = new Set(['tmp', 'temp', 'folders'])
/** Folders of the root that have one for each user. */
const personal = new Set(['home', 'users'])
const ends = new Set(Array.from('"\'`’”»:,;)]}>?&|', (mark) => mark.charCodeAt(0)))

/** Reads a slash, and the part of a path behind it if that is temporary or someone's own. Returns where to go on. */
export function slash(scan: Scan, index: number): number {
  const { text, at, out, wordFrom } = scan
  out.symbol(text[index]!)
  const isPart = scan.wordEnd === index && isSlash(at(wordFrom - 1))
  const part = isPart ? text.slice(wordFrom, index).toLowerCase() : ''
  const isRoot = !isWord(at(wordFrom - 2))
  if (!temporary.has(part) && !(isRoot && personal.has(part))) return index + 1
  let from = index + 1
  while (isSlash(at(from))) from += 1
  let end = from
  // Those of macOS are several levels deep.
  for (; end < text.length; end += 1) {
    const code = at(end)
    if (isEnd(code) || (isSlash(code) && part !== 'folders')) break
  }
  if (end > from) out.placeholder('#')
  return end
}

const isEnd = (code: number) => isBlank(code) || ends.has(code)

/** Reads the question mark of an address, and the values behind it. Returns where to go on. */
export function query(scan: Scan, index: number): number {
  const { text, at, out } = scan
  out.symbol('?')
  if (index < scan.unassigned || !isWord(at(index - 1)) || !isWord(at(index + 1))) return index + 1
  let end = index + 1
  let isAssigned = false
  while (end < text.length && !isQueryEnd(at(end))) {
    if (at(end) === 61) isAssigned = true
    end += 1
  }
  if (!isAssigned) {
    scan.unassigned = end
    return index + 1
  }
  out.placeholder('#')
  return end
}

const isQueryEnd = (code: number) => isBlank(code) || (ends.has(code) && code !== 38 && code !== 63)
