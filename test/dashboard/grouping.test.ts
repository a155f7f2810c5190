import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { groupsOf, mostCounted, namesToCount, totalOfGroups } from '../../src/dashboard/runs/grouping.ts'

const rows = fc.array(
  fc.record({ flow: fc.constantFrom('A', 'B', 'C', ''), status: fc.constantFrom('FAILED', 'COMPLETED') }),
)
const flowOf = ({ flow }: { flow: string }) => flow
const none = new Map<string, never>()

it('counts what is loaded exactly when that is all, and otherwise as a floor', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (all, isWhole) => {
      const groups = groupsOf({ rows: all, isWhole, counted: none }, flowOf)
      expect(groups.map(({ name }) => name)).toEqual([...new Set(all.map(flowOf))])
      for (const { name, rows: own, counts, total } of groups) {
        expect(own).toEqual(all.filter(({ flow }) => flow === name))
        expect(total).toEqual({ value: own.length, isExact: isWhole })
        expect(counts.reduce((sum, { value }) => sum + value, 0)).toBe(own.length)
      }
    }),
  )
})

it('takes the counts of the server for the whole filter, and shows groups of which nothing is loaded', () => {
  const counted = new Map([
    ['A', { counts: [{ status: 'FAILED', value: 70 }, { status: 'COMPLETED', value: 200 }], isExact: true }],
    ['B', { counts: [{ status: 'COMPLETED', value: 10_000 }], isExact: false }],
    ['Few', { counts: [{ status: 'COMPLETED', value: 3 }], isExact: true }],
    ['Many', { counts: [{ status: 'COMPLETED', value: 30 }], isExact: true }],
    ['None', { counts: [], isExact: true }],
  ]) // prettier-ignore
  const loaded = ['B', 'A', ''].map((flow) => ({ flow, status: 'FAILED' }))
  const groups = groupsOf({ rows: loaded, isWhole: false, counted }, flowOf)
  expect(groups.map(({ name, rows: own, total }) => [name, own.length, total])).toEqual([
    ['B', 1, { value: 10_000, isExact: false }],
    ['A', 1, { value: 270, isExact: true }],
    ['', 1, { value: 1, isExact: false }],
    ['Many', 0, { value: 30, isExact: true }],
    ['Few', 0, { value: 3, isExact: true }],
  ])
})

it('does not show less than is loaded, though it was counted before', () => {
  const counted = new Map([['A', { counts: [{ status: 'FAILED', value: 1 }], isExact: true }]])
  const loaded = [1, 2].map(() => ({ flow: 'A', status: 'COMPLETED' }))
  const [group] = groupsOf({ rows: loaded, isWhole: false, counted }, flowOf)
  expect(group).toMatchObject({
    counts: [{ status: 'COMPLETED', value: 2 }],
    total: { value: 2, isExact: false },
  })
})

it('counts so many groups at most, those that are loaded first, and none without a name', () => {
  expect(namesToCount(['b', '', 'a'], ['a', 'c'])).toEqual(['b', 'a', 'c'])
  const many = Array.from({ length: 100 }, (_, index) => `${index}`)
  expect(namesToCount([], many)).toEqual(many.slice(0, mostCounted))
})

it('tells all runs of the list, also those of groups that it does not know', () => {
  const groups = [{ total: { value: 3, isExact: true } }, { total: { value: 97, isExact: false } }]
  const counts = [
    { value: 2_000, isExact: true },
    { value: 10_000, isExact: false },
  ]
  expect(totalOfGroups(groups, false, counts)).toEqual({ value: 12_000, isExact: false })
  expect(totalOfGroups(groups, false)).toEqual({ value: 100, isExact: false })
  expect(totalOfGroups(groups.slice(0, 1), true, counts)).toEqual({ value: 3, isExact: true })
})
