/** In the order of their bytes in UTF-8, as the stores order keys. That of a string's own units differs behind U+D7FF. */
export function compareText(a: string, b: string): number {
  const least = Math.min(a.length, b.length)
  for (let index = 0; index < least; index++) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (one !== other) return rank(one) - rank(other)
  }
  return a.length - b.length
}

/** Halves of characters outside the first plane come behind all of that. */
const rank = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)
