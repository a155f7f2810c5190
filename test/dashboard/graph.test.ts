import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centred, fitted, kept, mostZoom, seen, settled, zoomed } from '../../src/dashboard/graph/camera.ts'
import { changedParts } from '../../src/dashboard/graph/changed.ts'
import { fitting } from '../../src/dashboard/graph/filter.ts'
import { fold } from '../../src/dashboard/graph/fold.ts'
import { heldBack } from '../../src/dashboard/graph/heldback.ts'
import { layoutOf } from '../../src/dashboard/graph/layout.ts'
import { type GraphData, isSameShape, modelOf } from '../../src/dashboard/graph/model.ts'
import { parted } from '../../src/dashboard/graph/names.ts'
import { edgeBoundsOf, framesOf, nodeAt, type Picture } from '../../src/dashboard/graph/picture.ts'
import { stepTo } from '../../src/dashboard/graph/step.ts'
import { storedLayout } from '../../src/dashboard/graph/stored.ts'

/** `a>b` are edges; the status of a node is COMPLETED unless it is named. */
function graph(edges: string, statuses: Readonly<Record<string, string>> = {}): GraphData {
  const pairs = edges.split(' ').map((pair) => pair.split('>') as [string, string])
  const ids = [...new Set([...pairs.flat(), ...Object.keys(statuses)])]
  return {
    nodes: ids.map((id) => ({ id, label: `Node ${id}`, kind: 'task', status: statuses[id] ?? 'COMPLETED' })),
    edges: pairs.map(([source, target]) => ({ source, target, kind: 'DATA' })),
    groups: [],
  }
}

const graphs = fc.nat(12).chain((most) => {
  const id = fc.nat(most).map(String)
  return fc.record({
    nodes: fc
      .array(fc.constantFrom('COMPLETED', 'COMPLETED', 'COMPLETED', 'RUNNING', 'FAILED'), {
        minLength: most + 1,
        maxLength: most + 1,
      })
      .map((all) =>
        all.map((status, index) => ({ id: `${index}`, label: `n${index}`, kind: 'task', status })),
      ),
    edges: fc.array(fc.record({ source: id, target: id, kind: fc.constant('DATA') }), { maxLength: 20 }),
    groups: fc.array(fc.record({ id: fc.uuid(), label: fc.constant('group'), nodeIds: fc.uniqueArray(id) }), {
      maxLength: 2,
    }),
  })
})

const none = new Set<string>()

describe('a fold', () => {
  it('puts one node in place of a chain of finished ones', () => {
    const { nodes, edges, members } = fold(graph('a>b b>c c>d d>e', { d: 'RUNNING' }), none)
    expect(nodes.map(({ label }) => label)).toEqual(['3 done', 'Node d', 'Node e'])
    expect(edges).toEqual([
      { source: '\0a', target: 'd', kind: 'DATA' },
      { source: 'd', target: 'e', kind: 'DATA' },
    ])
    expect([...members]).toEqual([['\0a', ['a', 'b', 'c']]])
  })

  it('ends where ways part or meet, and where a group begins', () => {
    expect(fold(graph('a>b b>c c>d b>x'), none).members.size).toBe(0)
    expect(fold(graph('a>b b>c c>d x>c'), none).members.size).toBe(0)
    const grouped = { ...graph('a>b b>c c>d'), groups: [{ id: 'g', label: 'G', nodeIds: ['c', 'd'] }] }
    expect(fold(grouped, none).members.size).toBe(0)
    expect(fold(graph('a>b b>c'), new Set(['b'])).members.size).toBe(0)
  })

  it('loses no node and no edge, and folds only what is done', () => {
    fc.assert(
      fc.property(graphs, (data) => {
        const { nodes, edges, members } = fold(data, none)
        const ids = nodes.flatMap(({ id }) => members.get(id) ?? [id])
        expect(ids.toSorted()).toEqual(data.nodes.map(({ id }) => id).toSorted())
        const statuses = new Map(data.nodes.map(({ id, status }) => [id, status]))
        const inner = [...members.values()].reduce((sum, chain) => sum + chain.length - 1, 0)
        for (const chain of members.values()) {
          expect(chain.length).toBeGreaterThan(2)
          expect(chain.every((id) => statuses.get(id) === 'COMPLETED')).toBe(true)
        }
        expect(edges.length).toBeLessThanOrEqual(data.edges.length - inner)
        expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
        const known = new Set(nodes.map(({ id }) => id))
        expect(edges.every(({ source, target }) => known.has(source) && known.has(target))).toBe(true)
      }),
    )
  })

  it('of what is folded folds nothing more', () => {
    fc.assert(
      fc.property(graphs, (data) => {
        expect(fold(fold(data, none), none).members.size).toBe(0)
      }),
    )
  })
})

it('leaves out edges to nodes that are not there, and tells equal forms', () => {
  const data = graph('a>b')
  const odd = { ...data, edges: [...data.edges, { source: 'a', target: 'gone', kind: 'DATA' }] }
  const model = modelOf({ ...odd, groups: [{ id: 'g', label: 'G', nodeIds: ['b', 'gone'] }] }, 'TB')
  expect(model.edges).toEqual(data.edges)
  expect([...model.shape.group]).toEqual([-1, 0])
  expect(isSameShape(modelOf(data, 'TB').shape, modelOf(graph('a>b', { a: 'FAILED' }), 'TB').shape)).toBe(
    true,
  )
  expect(isSameShape(modelOf(data, 'TB').shape, modelOf(data, 'LR').shape)).toBe(false)
})

it('knows what a node holds back', () => {
  const data = graph('a>b b>c b>d d>e a>f', {
    a: 'FAILED',
    b: 'SKIPPED',
    c: 'PENDING',
    d: 'RUNNING',
    e: 'PENDING',
  })
  const optional = data.edges.map((edge) => (edge.target === 'f' ? { ...edge, kind: 'OPTIONAL' } : edge))
  const model = modelOf({ ...data, edges: optional }, 'TB')
  const named = (node: string) =>
    [...heldBack(model, model.numbers.get(node)!)].map((one) => model.nodes[one]!.id)
  expect(named('a')).toEqual(['b', 'c'])
  expect(named('f')).toEqual([])
  expect([...heldBack(model, -1)]).toEqual([])
})

it('finds nodes by what happened to them and by what they are called', () => {
  const model = modelOf(graph('load>check check>book', { check: 'FAILED', book: 'RUNNING' }), 'TB')
  const found = (only: 'all' | 'running' | 'failed', text: string) => {
    const numbers = fitting(model, { only, text })
    return numbers && [...numbers].map((node) => model.nodes[node]!.id)
  }
  expect(found('all', ' ')).toBeUndefined()
  expect(found('failed', '')).toEqual(['check'])
  expect(found('all', 'NODE BO')).toEqual(['book'])
  expect(found('running', 'check')).toEqual([])
})

it('takes the places that the engine recorded, unless one is missing or boxes would overlap', () => {
  const at = (places: readonly (readonly [number, number] | null)[]) => {
    const data = graph('a>b b>c')
    const nodes = data.nodes.map((node, index) => {
      const place = places[index]
      return { ...node, position: place ? { x: place[0], y: place[1] } : null }
    })
    return storedLayout(modelOf({ ...data, nodes }, 'TB'))
  }
  const layout = at([[-100, 50], [100, 50], [0, 150]]) // prettier-ignore
  expect(layout).toMatchObject({ width: 344, height: 144 })
  expect([...layout!.x]).toEqual([72, 272, 172])
  expect(at([[0, 0], null, [300, 0]])).toBeUndefined()
  expect(
    at([
      [0, 0],
      [100, 20],
      [300, 0],
    ]),
  ).toBeUndefined()
  expect(
    at([
      [0, 0],
      [Infinity, 0],
      [300, 0],
    ]),
  ).toBeUndefined()
})

function pictureOf(data: GraphData): Picture {
  const model = modelOf(data, 'TB')
  const layout = layoutOf(model.shape)
  const [edgeBounds, frames] = [edgeBoundsOf(model, layout), framesOf(model, layout)]
  return { model, layout, edgeBounds, frames, selected: -1, held: new Set() }
}

it('walks along edges and beside them', () => {
  const picture = pictureOf(graph('a>b a>c a>d b>e'))
  const { numbers, nodes } = picture.model
  const from = (id: string, way: 'up' | 'down' | 'left' | 'right') =>
    nodes[stepTo(picture, numbers.get(id)!, way)]!.id
  expect([from('a', 'down'), from('b', 'up'), from('b', 'down'), from('a', 'up')]).toEqual([
    'c',
    'a',
    'e',
    'a',
  ])
  expect([from('b', 'right'), from('c', 'right'), from('d', 'right'), from('d', 'left')]).toEqual([
    'c', 'd', 'd', 'c',
  ]) // prettier-ignore
  const { x, y } = picture.layout
  expect(nodeAt(picture, x[2]! + 70, y[2]! - 20)).toBe(2)
  expect(nodeAt(picture, x[2]! + 80, y[2]!)).toBeUndefined()
})

it('draws only what has changed, if that is little', () => {
  const before = pictureOf(graph('a>b c>d'))
  const after = { ...before, model: modelOf(graph('a>b c>d', { d: 'RUNNING' }), 'TB') }
  const d = before.model.numbers.get('d')!
  const parts = changedParts(before, after)
  expect(parts).toHaveLength(1)
  expect(parts![0]!.left).toBeLessThan(before.layout.x[d]! - 72)
  expect(parts![0]!.top).toBeLessThan(before.layout.y[before.model.numbers.get('c')!]!)
  expect(changedParts(before, before)).toEqual([])
  expect(changedParts(before, { ...before, selected: 1 })).toBeUndefined()
})

describe('a camera', () => {
  const size = fc.record({
    width: fc.double({ min: 1, max: 1e6, noNaN: true }),
    height: fc.double({ min: 1, max: 1e6, noNaN: true }),
  })
  const view = fc.record({
    width: fc.integer({ min: 200, max: 3_000 }),
    height: fc.integer({ min: 200, max: 2_000 }),
  })

  it('shows all of a drawing, and keeps some of it in view', () => {
    fc.assert(
      fc.property(size, view, fc.integer(), (drawing, view, far) => {
        const camera = fitted(drawing, view)
        if (camera.zoom > 0.001) {
          const part = seen(camera, view)
          expect(part.left).toBeLessThanOrEqual(0)
          expect(part.bottom).toBeGreaterThanOrEqual(drawing.height)
        }
        const moved = kept({ ...camera, x: far, y: -far }, drawing, view)
        const part = seen(moved, view)
        expect(part.right).toBeGreaterThan(0)
        expect(part.left).toBeLessThan(drawing.width)
        expect(part.bottom).toBeGreaterThan(0)
        expect(part.top).toBeLessThan(drawing.height)
      }),
    )
  })

  it('zooms about a point, within bounds', () => {
    const near = zoomed({ x: 10, y: 20, zoom: 1 }, 1.5, { x: 110, y: 220 }, 0.1)
    expect(near).toEqual({ zoom: 1.5, x: -40, y: -80 })
    expect(zoomed(near, 99, { x: 0, y: 0 }, 0.1).zoom).toBe(mostZoom)
    expect(zoomed(near, 0, { x: 0, y: 0 }, 0.1).zoom).toBe(0.1)
    expect(zoomed({ x: 0, y: 0, zoom: 0.00001 }, 1, { x: 0, y: 0 }, 0).zoom).toBe(0.001)
  })

  it('leaves no room empty that the drawing could fill', () => {
    const view = { width: 400, height: 400 }
    const drawing = { width: 1_000, height: 100 }
    const camera = settled(centred({ x: 0, y: 50 }, 1, view), drawing, view)
    expect(camera).toEqual({ zoom: 1, x: 24, y: 150 })
    expect(settled(centred({ x: 1_000, y: 50 }, 1, view), drawing, view).x).toBe(-624)
  })
})

it('parts names before their last word', () => {
  expect(parted('Depreciate assets FR')).toEqual(['Depreciate assets', ' FR'])
  expect(parted('load_customer_orders_eu')).toEqual(['load_customer_orders', '_eu'])
  expect(parted('Load')).toEqual(['Load', ''])
  expect(parted(' two\n lines ')).toEqual(['two', ' lines'])
  expect(parted('x'.repeat(200))).toEqual(['x'.repeat(192), 'x'.repeat(8)])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      const [head, tail] = parted(name)
      expect(head + tail).toBe(name.trim().replaceAll(/\s+/g, ' '))
      expect(head.isWellFormed() && tail.isWellFormed()).toBe(name.isWellFormed())
    }),
  )
})
