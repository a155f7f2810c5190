import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, mergeSnapshot } from '../../src/client/live/merge.ts'

interface Row {
  readonly id: string
  readonly version: string
  readonly status?: string
}
const row = (id: string, version: string): Row => ({ id, version })
const change = (kind: string, id: string | null, more: Partial<Change<Row>> = {}): Change<Row> => ({
  kind,
  id,
  backend: 'main',
  row: null,
  ticks: undefined,
  ...more,
})
const merged = () => mergeSnapshot<Row>(({ id }) => id)
const shown = ({ rows }: ReturnType<typeof merged>) =>
  [...rows().values()].map(({ id, version }) => id + version).toSorted()

describe('events', () => {
  it('put rows in, change them, and take them out', () => {
    const view = merged()
    const answers = [
      view.apply(change('SNAPSHOT', 'a', { row: row('a', '1') })),
      view.apply(change('ENTER', 'b', { row: row('b', '1') })),
      view.apply(change('UNKNOWN', 'c')),
      view.apply(change('UPDATE', 'a', { row: row('a', '2') })),
      view.apply(change('UPDATE', 'a', { row: row('a', '2') })),
      view.apply(change('UPDATE', 'a', { row: { ...row('a', '2'), status: 'FAILED' } })),
      view.apply(change('LEAVE', 'b', { row: row('b', '2') })),
      view.apply(change('DELETE', 'b')),
    ]
    expect(answers).toEqual(['changed', 'changed', 'same', 'changed', 'same', 'changed', 'changed', 'same'])
    expect([...view.rows()]).toEqual([['a', { id: 'a', version: '2', status: 'FAILED' }]])
  })

  it('about all rows ask for a query, and one whose row could not be read changes nothing', () => {
    const view = merged()
    view.apply(change('UPDATE', 'a', { row: row('a', '1') }))
    expect(view.apply(change('SNAPSHOT', null))).toBe('stale')
    expect(view.apply(change('UPDATE', 'a'))).toBe('same')
    expect(shown(view)).toEqual(['a1'])
  })

  it('of a store that is away keep its rows, and say so', () => {
    const view = merged()
    view.apply(change('SNAPSHOT', 'a', { row: row('a', '1') }))
    expect(view.apply(change('UNAVAILABLE', null))).toBe('changed')
    expect([shown(view), [...view.unavailable()]]).toEqual([['a1'], ['main']])
    expect(view.apply(change('SNAPSHOT', 'a', { row: row('a', '1') }))).toBe('changed')
    expect([...view.unavailable()]).toEqual([])
  })
})

describe('a query beside them', () => {
  const at = (tick: string) => ({ main: tick })

  it('does not undo what was told while it was under way', () => {
    const view = merged()
    const loading = view.load()
    view.apply(change('ENTER', 'new', { row: row('new', '1'), ticks: at('e.5') }))
    view.apply(change('UPDATE', 'a', { row: row('a', '2'), ticks: at('e.5') }))
    view.apply(change('LEAVE', 'gone', { ticks: at('e.5') }))
    loading.replace({ rows: [row('a', '1'), row('gone', '1'), row('b', '1')], ticks: at('e.4') })
    expect(shown(view)).toEqual(['a2', 'b1', 'new1'])
  })

  it('is newer than what it has seen, and than all that was told before', () => {
    const view = merged()
    view.apply(change('ENTER', 'old', { row: row('old', '1'), ticks: at('e.3') }))
    view.apply(change('UPDATE', 'b', { row: row('b', '1'), ticks: at('e.3') }))
    const loading = view.load()
    view.apply(change('UPDATE', 'a', { row: row('a', '2'), ticks: at('e.4') }))
    loading.replace({ rows: [row('a', '3'), row('b', '2')], ticks: at('e.4') })
    expect(shown(view)).toEqual(['a3', 'b2'])
  })

  it('of another process, or of another store, proves nothing', () => {
    for (const ticks of [at('f.9'), { other: 'e.9' }, undefined]) {
      const view = merged()
      const loading = view.load()
      view.apply(change('UPDATE', 'a', { row: row('a', '2'), ticks: at('e.4') }))
      loading.replace({ rows: [row('a', '3')], ticks })
      expect(shown(view)).toEqual(['a2'])
    }
  })

  it('adds a page, or takes the place of all unless a later one has', () => {
    const view = merged()
    const [first, second] = [view.load(), view.load()]
    second.replace({ rows: [row('b', '1')], ticks: undefined })
    first.replace({ rows: [row('a', '1')], ticks: undefined })
    view.load().add({ rows: [row('c', '1')], ticks: undefined })
    const failed = view.load()
    failed.end()
    failed.replace({ rows: [], ticks: undefined })
    expect(shown(view)).toEqual(['b1', 'c1'])
  })
})

/** What happens beside a subscriber, in the order of the server. */
type Happening =
  | { readonly do: 'write'; readonly id: string; readonly isWithin: boolean }
  | { readonly do: 'tick' | 'deliver' | 'load' | 'look' | 'answer' }

it('after all is delivered it equals the store, whatever came between a query and its answer', () => {
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('write'),
        id: fc.constantFrom('a', 'b', 'c'),
        isWithin: fc.boolean(),
      }),
    },
    fc.record({ do: fc.constantFrom('tick', 'deliver', 'load', 'look', 'answer') }),
  )
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), fc.boolean(), (happenings, isSameProcess) => {
      const store = new Map<string, { readonly row: Row; readonly isWithin: boolean }>()
      const inside = () => [...store.values()].flatMap((each) => (each.isWithin ? [each.row] : []))
      const view = merged()
      const queue: Change<Row>[] = []
      let [version, tick] = [0, 0]
      const touched = new Set<string>()
      let loading: ReturnType<typeof view.load> | undefined
      let answer: { rows: Row[]; ticks: Record<string, string> } | undefined

      const steps: Record<Exclude<Happening['do'], 'write'>, () => void> = {
        tick() {
          tick++
          for (const id of touched) {
            const { row, isWithin } = store.get(id)!
            queue.push(change(isWithin ? 'UPDATE' : 'LEAVE', id, { row, ticks: { main: `e.${tick}` } }))
          }
          touched.clear()
        },
        deliver: () => queue.splice(0, 1).forEach((each) => view.apply(each)),
        load() {
          if (loading && !answer) loading.end()
          loading = view.load()
          answer = undefined
        },
        // Whether it looks at once or later than it says it did, it is of a moment after its tick.
        look() {
          if (loading) answer ??= { rows: inside(), ticks: { main: `${isSameProcess ? 'e' : 'f'}.${tick}` } }
        },
        answer() {
          if (!answer) return
          loading!.replace(answer)
          loading = undefined
          answer = undefined
        },
      }
      // What is watched from the beginning is known from a query.
      const first: Happening[] = [{ do: 'load' }, { do: 'look' }, { do: 'answer' }]
      const last: Happening[] = [{ do: 'look' }, { do: 'answer' }, { do: 'tick' }]
      for (const each of [...first, ...happenings, ...last]) {
        if (each.do === 'write') {
          store.set(each.id, { row: row(each.id, String(++version)), isWithin: each.isWithin })
          touched.add(each.id)
        } else steps[each.do]()
      }
      while (queue.length > 0) steps.deliver()
      expect(shown(view)).toEqual(
        inside()
          .map(({ id, version }) => id + version)
          .toSorted(),
      )
    }),
    { numRuns: 2_000 },
  )
})
