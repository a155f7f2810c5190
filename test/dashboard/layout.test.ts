import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutCircles } from '../../src/dashboard/graph/layers.ts'
import { type Layout, type Shape, box, layoutOf } from '../../src/dashboard/graph/layout.ts'
import { partsOf } from '../../src/dashboard/graph/parts.ts'
import { topological } from '../../src/dashboard/graph/topological.ts'

const shapeOf = (
  count: number,
  pairs: readonly (readonly [number, number])[],
  direction: 'TB' | 'LR' = 'TB',
  groups: readonly number[] = [],
): Shape => ({
  count,
  from: Int32Array.from(pairs, ([from]) => from),
  to: Int32Array.from(pairs, ([, to]) => to),
  group: Int32Array.from({ length: count }, (_, node) => groups[node] ?? -1),
  direction,
})

/** Any graph at all: circles, self-edges, several edges between the same nodes, parts of their own, groups. */
const shapes = fc.nat(24).chain((most) => {
  const node = fc.nat(most)
  return fc
    .record({
      pairs: fc.array(fc.tuple(node, node), { maxLength: 60 }),
      direction: fc.constantFrom('TB' as const, 'LR' as const),
      groups: fc.array(fc.integer({ min: -1, max: 3 }), { maxLength: most + 1 }),
    })
    .map(({ pairs, direction, groups }) => shapeOf(most + 1, pairs, direction, groups))
})

function overlaps({ x, y }: Layout): number {
  let count = 0
  for (let a = 0; a < x.length; a++) {
    for (let b = 0; b < a; b++) {
      if (Math.abs(x[a]! - x[b]!) < box.width && Math.abs(y[a]! - y[b]!) < box.height) count++
    }
  }
  return count
}

const line = (count: number) =>
  shapeOf(
    count,
    Array.from({ length: count - 1 }, (_, node) => [node, node + 1]),
  )

describe('a layout', () => {
  it('never puts two nodes onto each other, and everything within its bounds', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const layout = layoutOf(shape)
        expect(overlaps(layout)).toBe(0)
        for (const value of layout.x) expect(value).toSatisfy(isWithin(box.width / 2, layout.width))
        for (const value of layout.y) expect(value).toSatisfy(isWithin(box.height / 2, layout.height))
        for (const value of layout.viaX) expect(value).toSatisfy(isWithin(0, layout.width + box.width))
        expect(layout.viaStart.at(-1)).toBe(layout.viaX.length)
      }),
    )
  })

  it('leads every edge onward, but those that close a circle', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { x, y } = layoutOf(shape)
        const along = shape.direction === 'TB' ? y : x
        // Circles are cut in each part alone, so it is asked of parts that have a single component.
        for (const part of partsOf(shape.count, shape, shape.group)) {
          const number = new Map(part.map((node, index) => [node, index]))
          const edges = [...shape.from.keys()].filter((edge) => number.has(shape.from[edge]!))
          const own = {
            from: Int32Array.from(edges, (edge) => number.get(shape.from[edge]!)!),
            to: Int32Array.from(edges, (edge) => number.get(shape.to[edge]!)!),
          }
          const oriented = withoutCircles(part.length, own)
          oriented.from.forEach((from, edge) => {
            if (from >= 0) expect(along[part[from]!]!).toBeLessThan(along[part[oriented.to[edge]!]!]!)
          })
        }
      }),
    )
  })

  it('is the same for the same graph', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(layoutOf(shape)).toEqual(layoutOf(structuredClone(shape)))
      }),
    )
  })

  it('folds layers that are too wide into rows, one below the other, without overlaps', () => {
    const join = Array.from({ length: 100 }, (_, leaf): [number, number] => [leaf + 1, 101])
    const fan = Array.from({ length: 100 }, (_, leaf): [number, number] => [0, leaf + 1])
    for (const direction of ['TB', 'LR'] as const) {
      const layout = layoutOf(shapeOf(102, [...fan, ...join, [0, 101]], direction))
      const along = direction === 'TB' ? layout.y : layout.x
      expect(new Set(along.subarray(1, 101)).size).toBe(5)
      expect(overlaps(layout)).toBe(0)
      expect(along[101]).toBe(Math.max(...along))
    }
  })

  it('leads the pieces of a long edge through the layers between its ends', () => {
    const layout = layoutOf(shapeOf(4, [[0, 1], [1, 2], [2, 3], [0, 3]])) // prettier-ignore
    expect([...layout.viaY]).toEqual([layout.y[1], layout.y[2]])
    expect(layout.viaX[0]).toBe(layout.viaX[1])
    expect(layout.viaX[0]).not.toBe(layout.x[1])
  })

  it('draws a line straight', () => {
    const { x, y } = layoutOf(line(10_000))
    expect(new Set(x).size).toBe(1)
    expect([...y]).toEqual([...y].toSorted((a, b) => a - b))
  })

  it('turns by a quarter from left to right', () => {
    const { x, y } = layoutOf({ ...line(3), direction: 'LR' })
    expect([...x]).toEqual([72, 284, 496])
    expect(new Set(y).size).toBe(1)
  })

  it('survives a wide fan, many lonely nodes, circles, nothing, and more long edges than can have dummies', () => {
    const fan = layoutOf(
      shapeOf(
        5_001,
        Array.from({ length: 5_000 }, (_, leaf) => [0, leaf + 1]),
      ),
    )
    expect(fan.width / fan.height).toSatisfy(isWithin(1, 8))
    expect(new Set(fan.x.map((x, node) => x * 100_000 + fan.y[node]!)).size).toBe(5_001)
    const lonely = layoutOf(shapeOf(5_000, []))
    expect(lonely.width / lonely.height).toSatisfy(isWithin(0.5, 4))
    const circle = layoutOf(shapeOf(3, [[0, 1], [1, 2], [2, 0], [1, 1]])) // prettier-ignore
    expect([...circle.y]).toEqual([22, 114, 206])
    expect(layoutOf(shapeOf(0, []))).toMatchObject({ width: 0, height: 0 })
    const far = Array.from({ length: 2_000 }, (_, node): [number, number] => [node, 1_999])
    const chain = Array.from({ length: 1_999 }, (_, node): [number, number] => [node, node + 1])
    expect(layoutOf(shapeOf(2_000, [...chain, ...far])).viaX.length).toBeLessThanOrEqual(60_000)
  })

  it('keeps the frames of groups apart that stand beside each other', () => {
    const columns = Array.from({ length: 4 }, (_, column) => column * 3)
    const down = columns.flatMap((top): [number, number][] => [[top, top + 1], [top + 1, top + 2]]) // prettier-ignore
    const groups = Array.from({ length: 12 }, (_, node) => (node < 6 ? 0 : 1))
    const { x } = layoutOf(shapeOf(12, [...down, [0, 7], [9, 4], [3, 10]], 'TB', groups))
    expect(Math.max(...x.subarray(0, 6))).toBeLessThan(Math.min(...x.subarray(6)) - box.width)
  })
})

it('sorts nodes after what they need', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const sorted = topological(shape)
      expect(sorted.toSorted((a, b) => a - b)).toEqual([...Array(shape.count).keys()])
      const place = new Map(sorted.map((node, at) => [node, at]))
      const { from, to } = withoutCircles(shape.count, shape)
      from.forEach((node, edge) => node >= 0 && expect(place.get(node)!).toBeLessThan(place.get(to[edge]!)!))
    }),
  )
})

function isWithin(least: number, most: number) {
  return (value: number) => Number.isFinite(value) && value >= least && value <= most
}
