/** Compares UTF-8 bytes, as the stores order keys. The order of a string's code units differs above U+D7FF. */
export function compareText(a: string, b: string): number {
  const least = Math.min(a.length, b.length)
  for (let index = 0; index < least; index++) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (one !== other) return rank(one) - rank(other)
  }
  return a.length - b.length
}

/** Surrogates come after all other units. */
const rank = (unit: number) => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)
