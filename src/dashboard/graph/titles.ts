import type { Rect } from './camera.ts'
import type { Frame } from './picture.ts'

export interface Title {
  readonly text: string
  readonly x: number
  /** Of its baseline. */
  readonly y: number
  readonly size: number
}

const pixels = 12
/** From afar a title stands above its frame, where it has room to be read. */
const far = 0.7
/** A shorter rest of a name says nothing. */
const leastLetters = 4
/** Frames of which fewer pixels are seen have no title. */
const leastPx = 40

/**
 * Where the titles of groups stand, in the units of the drawing: each within the width of its frame, and none over another.
 * Those of large frames are placed first. `widthOf` measures a text of that size.
 */
export function titlesOf(
  frames: readonly Frame[],
  zoom: number,
  widthOf: (text: string, size: number) => number,
): readonly Title[] {
  const size = zoom < far ? pixels / zoom : pixels
  const taken: Rect[] = []
  const largeFirst = frames.toSorted((one, other) => widthBetween(other) - widthBetween(one))
  return largeFirst.flatMap((frame) => {
    if (widthBetween(frame) * zoom < leastPx) return []
    const inset = zoom < far ? 0 : pixels
    const measure = (text: string) => widthOf(text, size)
    const text = fitting(frame, widthBetween(frame) - 2 * inset, measure)
    if (text === undefined) return []
    const x = frame.left + inset
    const inside = frame.top + size + 5
    for (const y of zoom < far ? [frame.top - size / 2, inside] : [inside]) {
      const place = { left: x, right: x + measure(text), top: y - size, bottom: y + size / 3 }
      if (taken.some((other) => meet(place, other))) continue
      taken.push(place)
      return [{ text, x, y, size }]
    }
    return []
  })
}

const widthBetween = ({ left, right }: Rect) => right - left

const meet = (one: Rect, other: Rect) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** The name with the number of nodes, or the name alone, or its beginning, whatever has room. */
function fitting({ label, count }: Frame, room: number, widthOf: (text: string) => number) {
  const whole = `${label}  ${count} nodes`
  if (widthOf(whole) <= room) return whole
  const width = widthOf(label)
  if (width <= room) return label
  const letters = Array.from(new Intl.Segmenter().segment(label), ({ segment }) => segment)
  let fit = Math.floor((letters.length * room) / width)
  const cut = () => `${letters.slice(0, fit).join('')}…`
  while (fit >= leastLetters && widthOf(cut()) > room) fit -= 1
  return fit >= leastLetters ? cut() : undefined
}
