/** A name in two parts: the second is never cut, because the ends of names tell neighbours apart. */
export function parted(name: string): readonly [string, string] {
  const words = name.trim()
  const at = Math.max(
    words.lastIndexOf(' '),
    words.lastIndexOf('_'),
    words.lastIndexOf('-'),
    words.lastIndexOf('.'),
  )
  const tail = words.slice(at)
  if (at > 0 && tail.length <= longestTail) return [words.slice(0, at), tail]
  if (words.length <= 2 * longestTail) return [words, '']
  return [words.slice(0, -8), words.slice(-8)]
}

const longestTail = 10
