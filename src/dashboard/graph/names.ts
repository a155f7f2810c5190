const longestTail = 10
const separators = [' ', '_', '-', '.', '/', ':']

/** A name in two parts: the second is never cut, because the ends of names tell neighbours apart. */
export function parted(name: string): readonly [string, string] {
  const words = name.trim().replaceAll(/\s+/g, ' ')
  const at = Math.max(...separators.map((one) => words.lastIndexOf(one)))
  if (at > 0 && words.length - at <= longestTail) return [words.slice(0, at), words.slice(at)]
  if (words.length <= 2 * longestTail) return [words, '']
  // Neither half of a surrogate pair may stand alone.
  const cut = words.length - 8 + (/[\uDC00-\uDFFF]/.test(words.at(-8)!) ? 1 : 0)
  return [words.slice(0, cut), words.slice(cut)]
}
