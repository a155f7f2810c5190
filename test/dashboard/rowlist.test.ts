import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRowList } from '../../src/dashboard/data/rowlist.ts'

interface Row {
  readonly id: string
  readonly value: number
  readonly version: number
}

/** The greatest value first. Equal values are told apart by their keys. */
const compare = (a: Row, b: Row) => b.value - a.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const keyOf = ({ id }: Row) => id

const pageSize = 3
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
const id = fc.constantFrom(...ids)

const acts = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('put' as const), id, value: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('remove' as const, 'leave' as const), id }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constantFrom('more' as const, 'again' as const, 'answer' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('hold' as const, 'free' as const, 'take' as const, 'drop' as const),
    }),
  },
)

/** A store, and a list that follows it. Values of rows may change, as durations do. */
function follow() {
  const stored = new Map<string, Row>()
  const list = createRowList<Row>({ keyOf, compare })
  let [tick, cursor, isWhole] = [0, undefined as Row | undefined, false]
  let underWay = () => {}
  const sorted = () => [...stored.values()].toSorted(compare)
  const ticks = () => ({ main: `e.${tick}` })
  const tell = (kind: string, key: string, row: Row | null) => {
    tick += 1
    return list.apply({ kind, id: key, backend: 'main', row, ticks: ticks() })
  }
  const page = (after: Row | undefined) => {
    const rest = sorted().filter((row) => after === undefined || compare(row, after) > 0)
    return { rows: rest.slice(0, pageSize), hasMore: rest.length > pageSize }
  }
  const step = {
    put(key: string, value: number) {
      const known = stored.get(key)
      const row = { id: key, value, version: tick + 1 }
      stored.set(key, row)
      tell(known ? 'UPDATE' : 'ENTER', key, row)
    },
    remove(key: string) {
      if (stored.delete(key)) tell('DELETE', key, null)
    },
    leave(key: string) {
      const known = stored.get(key)
      if (stored.delete(key)) tell('LEAVE', key, known!)
    },
    again() {
      const loading = list.load()
      const [{ rows, hasMore }, seen] = [page(undefined), ticks()]
      underWay = () => {
        loading.replace({ rows, ticks: seen }, hasMore)
        ;[cursor, isWhole] = [rows.at(-1), !hasMore]
      }
    },
    more() {
      step.answer()
      if (isWhole || cursor === undefined) return
      const loading = list.load()
      const [{ rows, hasMore }, seen] = [page(cursor), ticks()]
      underWay = () => {
        loading.add({ rows, ticks: seen }, hasMore)
        ;[cursor, isWhole] = [rows.at(-1) ?? cursor, !hasMore]
      }
    },
    /** What was asked for is answered, as of when it was asked for. */
    answer() {
      underWay()
      underWay = () => {}
    },
    hold: () => list.hold(true),
    free: () => list.hold(false),
    take: () => list.take(),
    drop: () => ids.forEach((key) => list.drop(key)),
  }
  return { list, step, stored, sorted }
}

it('shows a beginning of what is stored, in its order, without what waits', () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 60 }), (all) => {
      const { list, step, stored, sorted } = follow()
      step.again()
      step.answer()
      for (const one of all) {
        if (one.act === 'put') step.put(one.id, one.value)
        else if ('id' in one) step[one.act](one.id)
        else step[one.act]()
        const order = list.order()
        const shown = order.map((key) => list.row(key)!)
        expect(new Set(order).size).toBe(order.length)
        expect(shown).toEqual(shown.toSorted(compare))
        // Of what is stored, nothing older than it is.
        for (const row of shown) if (!list.left(row.id)) expect(row).toEqual(stored.get(row.id))
        const waiting = new Set(list.waiting().map(keyOf))
        for (const key of waiting) expect(stored.has(key) && !order.includes(key)).toBe(true)
        const present = order.filter((key) => !list.left(key))
        const beginning = sorted().filter(({ id: key }) => !waiting.has(key))
        expect(present).toEqual(beginning.slice(0, present.length).map(keyOf))
      }
    }),
    { numRuns: 500 },
  )
})

it('shows all that is stored once all pages are there and nothing waits', () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 60 }), (all) => {
      const { list, step, sorted } = follow()
      step.again()
      step.answer()
      for (const one of all) {
        if (one.act === 'put') step.put(one.id, one.value)
        else if ('id' in one) step[one.act](one.id)
        else step[one.act]()
      }
      for (let page = 0; page < ids.length; page += 1) step.more()
      step.answer()
      step.take()
      step.drop()
      expect(list.order()).toEqual(sorted().map(keyOf))
      expect(list.waiting()).toEqual([])
    }),
    { numRuns: 500 },
  )
})

it('keeps a row that has left until it is dropped, and takes it back if it enters again', () => {
  const { list, step } = follow()
  step.put('a', 1)
  step.put('b', 2)
  step.again()
  step.answer()
  step.leave('a')
  expect(list.order()).toEqual(['b', 'a'])
  expect(list.left('a')).toMatchObject({ why: 'left' })
  step.put('a', 1)
  expect(list.left('a')).toBe(undefined)
  step.remove('b')
  expect(list.left('b')).toMatchObject({ why: 'deleted' })
  list.drop('b')
  expect(list.order()).toEqual(['a'])
})

it('lets new rows wait while it is held, and forgets those that leave meanwhile', () => {
  const { list, step } = follow()
  step.put('a', 1)
  step.again()
  step.answer()
  step.hold()
  step.put('b', 2)
  step.put('c', 3)
  expect(list.order()).toEqual(['a'])
  expect(list.waiting().map(keyOf).toSorted()).toEqual(['b', 'c'])
  step.remove('c')
  expect(list.waiting().map(keyOf)).toEqual(['b'])
  step.take()
  expect(list.order()).toEqual(['b', 'a'])
})

it('keeps so many new rows and no more while it is held, and says then that it must be loaded anew', () => {
  const list = createRowList<Row>({ keyOf, compare })
  const ticks = { main: 'e.1' }
  list.load().replace({ rows: [{ id: 'a', value: 0, version: 1 }], ticks }, false)
  list.hold(true)
  const enter = (number: number) =>
    list.apply({ kind: 'ENTER', id: `n${number}`, backend: 'main', row: { id: `n${number}`, value: number, version: 1 }, ticks }) // prettier-ignore
  for (let number = 1; number <= 1_000; number += 1) enter(number)
  expect(list.isFull()).toBe(false)
  for (let number = 1_001; number <= 50_000; number += 1) enter(number)
  expect([list.isFull(), list.waiting().length, list.order().length]).toEqual([true, 1_000, 1])
  expect(list.row('n50000')).toBeUndefined()
  expect(list.take()).toBe('stale')
  list.load().replace({ rows: [{ id: 'n9', value: 9, version: 1 }], ticks }, false)
  expect([list.isFull(), list.waiting().length, list.order()]).toEqual([false, 0, ['n9']])
})
