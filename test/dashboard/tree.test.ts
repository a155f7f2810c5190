import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOf, pathTo } from '../../src/dashboard/tree/flatten.ts'
import { found } from '../../src/dashboard/tree/search.ts'

const all = { turned: new Map<string, boolean>(), openDepth: Number.POSITIVE_INFINITY }

/** How many values there are, with those that hold others. */
function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, one) => sum + countOf(one), 1)
}

it('shows every value once, at a path of its own', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const lines = linesOf(value, all)
      expect(lines).toHaveLength(countOf(value))
      expect(new Set(lines.map(({ path }) => path)).size).toBe(lines.length)
    }),
  )
})

it('leads to the value by its path', () => {
  const value = { 'layers': [{ size: 3 }, { 'a b': null }], '': 1, 'ключ': 2, '"': 3 }
  expect(linesOf(value, all).map(({ path, depth }) => [path, depth])).toEqual([
    ['$', 0], ['$.layers', 1], ['$.layers[0]', 2], ['$.layers[0].size', 3], ['$.layers[1]', 2],
    ['$.layers[1]["a b"]', 3], ['$[""]', 1], ['$["ключ"]', 1], ['$["\\""]', 1],
  ]) // prettier-ignore
  expect(pathTo('$', 'a.b')).toBe('$["a.b"]')
})

it('does not look into what is closed', () => {
  const value = { list: Array.from({ length: 100_000 }, (_, index) => index), text: 'one' }
  expect(linesOf(value, { turned: new Map(), openDepth: 1 }).map(({ text }) => text)).toEqual([
    '{ list, text }', '[ 100,000 ]', '"one"',
  ]) // prettier-ignore
  expect(linesOf(value, { turned: new Map([['$.list', true]]), openDepth: 1 })).toHaveLength(100_003)
})

it('reads values that are nested deeper than the stack', () => {
  let value: unknown = 'end'
  for (let depth = 0; depth < 20_000; depth += 1) value = [value]
  expect(linesOf(value, all)).toHaveLength(20_001)
})

it('breaks a long text into short lines when it is opened', () => {
  const text = `${'x'.repeat(1_000)}\nsecond`
  const closed = linesOf({ text }, all)
  expect(closed.map((line) => line.isOpen)).toEqual([true, false])
  expect(closed[1]!.text.length).toBeLessThan(200)
  const open = linesOf({ text }, { ...all, turned: new Map([['$.text', true]]) })
  const parts = open.filter(({ kind }) => kind === 'part')
  expect(parts.every((part) => part.text.length <= 160)).toBe(true)
  expect(parts.map((part) => part.text).join('')).toBe(text.replace('\n', ''))
})

it('finds keys and values whatever their case, with what leads there', () => {
  const value = { Model: { layers: [{ name: 'conv' }, { name: 'POOL' }] }, pool: true, size: 12 }
  const { hits, only } = found(value, 'pool')
  expect(hits).toEqual(['$.Model.layers[1].name', '$.pool'])
  expect(linesOf(value, { ...all, only }).map(({ path }) => path)).toEqual([
    '$', '$.Model', '$.Model.layers', '$.Model.layers[1]', '$.Model.layers[1].name', '$.pool',
  ]) // prettier-ignore
  expect(found(value, '12').hits).toEqual(['$.size'])
  expect(found(value, 'absent')).toEqual({ hits: [], only: new Set(['$']), hasMore: false })
})

it('finds what is there, and stops at the first thousand', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { hits, only } = found(value, 'a')
      const paths = new Set(linesOf(value, all).map(({ path }) => path))
      for (const path of [...hits, ...only]) expect(paths.has(path)).toBe(true)
    }),
  )
  const many = Array.from({ length: 5_000 }, () => 'a')
  expect(found(many, 'a')).toMatchObject({ hasMore: true, hits: { length: 1_000 } })
})
