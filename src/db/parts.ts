/** Splits elements, in order, into parts of at most this weight. A heavier element is a part of its own. */
export function inParts<Element>(
  elements: readonly Element[],
  weigh: (element: Element) => number,
  most: number,
): (readonly Element[])[] {
  const parts: (readonly Element[])[] = []
  let [begin, weight] = [0, 0]
  for (const [index, element] of elements.entries()) {
    const own = weigh(element)
    if (index > begin && weight + own > most) {
      parts.push(elements.slice(begin, index))
      begin = index
      weight = 0
    }
    weight += own
  }
  // Usually there is one part: all elements.
  if (begin < elements.length) parts.push(begin === 0 ? elements : elements.slice(begin))
  return parts
}
