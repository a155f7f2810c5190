import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { titlesOf } from '../../src/dashboard/graph/titles.ts'

const widthOf = (text: string, size: number) => text.length * size * 0.6
const frame = (label: string, [left, top, right, bottom]: readonly [number, number, number, number]) => ({
  label,
  count: 4,
  left,
  top,
  right,
  bottom,
})

it('writes the title of a group within its frame, cut to what has room', () => {
  const texts = (zoom: number, ...widths: number[]) =>
    titlesOf(
      widths.map((width, index) => frame('Extraction', [0, index * 500, width, index * 500 + 400])),
      zoom,
      widthOf,
    ).map(({ text }) => text)
  expect(texts(1, 300, 110, 70, 35)).toEqual(['Extraction  4 nodes', 'Extraction', 'Extra…'])
  expect(texts(0.2, 300)).toEqual(['Extract…'])
  expect(texts(0.1, 300)).toEqual([])
})

it('puts a title into its frame where another one stands above it', () => {
  const outer = frame('Outer', [0, 0, 1_000, 900])
  const inner = frame('Inner', [0, 10, 900, 800])
  const [first, second] = titlesOf([inner, outer], 0.5, widthOf)
  expect([first!.text, second!.text]).toEqual(['Outer  4 nodes', 'Inner  4 nodes'])
  expect(first!.y).toBeLessThan(0)
  expect(second!.y).toBe(10 + 24 + 5)
})

it('never writes a title over another one', () => {
  const side = fc.integer({ min: 0, max: 2_000 })
  const any = fc
    .tuple(side, side, fc.integer({ min: 50, max: 900 }))
    .map(([left, top, width]) => frame('A group of nodes', [left, top, left + width, top + 300]))
  fc.assert(
    fc.property(
      fc.array(any, { maxLength: 30 }),
      fc.double({ min: 0.05, max: 2, noNaN: true }),
      (all, zoom) => {
        const titles = titlesOf(all, zoom, widthOf)
        for (const [index, one] of titles.entries())
          for (const other of titles.slice(index + 1)) {
            const isBeside =
              one.x + widthOf(one.text, one.size) <= other.x ||
              other.x + widthOf(other.text, other.size) <= one.x
            expect(isBeside || Math.abs(one.y - other.y) >= one.size).toBe(true)
          }
      },
    ),
  )
})
