import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { gapsBetween, idleOf } from '../../src/dashboard/timeline/idle.ts'
import { shortNames } from '../../src/dashboard/timeline/labels.ts'
import { type Bar, type Task, boundsOf } from '../../src/dashboard/timeline/model.ts'
import { rowsOf } from '../../src/dashboard/timeline/rows.ts'
import { bandPx, fitting, makeScale } from '../../src/dashboard/timeline/scale.ts'
import { ticksOf } from '../../src/dashboard/timeline/ticks.ts'
import { type Branch, arranged, matches } from '../../src/dashboard/timeline/tree.ts'
import { viewOf, zoomed } from '../../src/dashboard/timeline/view.ts'
import { factOf, wordsOf } from '../../src/dashboard/timeline/words.ts'

const now = Date.UTC(2026, 10, 29, 8)

const bars = fc
  .array(fc.record({ wait: fc.nat(600_000), took: fc.nat(900_000) }), { maxLength: 3 })
  .chain((spans) =>
    fc
      .record({ start: fc.integer({ min: now - 7_200_000, max: now - 1 }), isOpen: fc.boolean() })
      .map(({ start, isOpen }) => {
        let at = start
        return spans.map(({ wait, took }, index): Bar => {
          const begin = at + wait
          at = begin + took
          const isLast = index === spans.length - 1
          return {
            number: index + 1,
            status: isLast ? 'COMPLETED' : 'FAILED',
            start: begin,
            end: isLast && isOpen ? undefined : at,
          }
        })
      }),
  )

const tasks: fc.Arbitrary<readonly Task[]> = fc
  .array(
    fc.record({
      bars,
      group: fc.constantFrom('load', 'clean', 'train'),
      parent: fc.option(fc.nat(12), { nil: undefined }),
      status: fc.constantFrom('COMPLETED', 'FAILED', 'RUNNING', 'PENDING', 'TIMED_OUT', 'NEW_ONE'),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ parent, ...one }, index) => ({
      ...one,
      id: `${index}`,
      label: `task ${index}`,
      parent: parent === undefined ? undefined : `${parent}`,
      attempt: one.bars.length,
      readyAt: undefined,
      note: undefined,
      href: undefined,
    })),
  )

const axes = tasks
  .filter((all) => boundsOf(all, now) !== undefined)
  .map((all) => {
    const bounds = boundsOf(all, now)!
    return { bounds, idle: idleOf(all, bounds, now), all }
  })

it('collapses only what is idle', () => {
  fc.assert(
    fc.property(axes, ({ bounds, idle, all }) => {
      let until = bounds.start
      for (const gap of idle) {
        expect(gap.start).toBeGreaterThanOrEqual(until)
        expect(gap.end - gap.start).toBeGreaterThan(Math.max(10_000, (bounds.end - bounds.start) * 0.05))
        until = gap.end
        for (const bar of all.flatMap((one) => one.bars))
          expect(bar.start >= gap.end || (bar.end ?? now) <= gap.start).toBe(true)
      }
      expect(until).toBeLessThanOrEqual(bounds.end)
    }),
  )
})

it('covers the time by spans and gaps, each moment once', () => {
  const spans = fc.array(
    fc
      .record({ start: fc.nat(1_000), took: fc.nat(200) })
      .map(({ start, took }) => ({ start, end: start + took })),
  )
  fc.assert(
    fc.property(spans, fc.nat(1_200), (all, at) => {
      const gaps = gapsBetween(all, { start: 0, end: 1_200 })
      const isBusy = all.some(({ start, end }) => start <= at && at < end)
      const isIdle = gaps.some(({ start, end }) => start <= at && at < end)
      if (at < 1_200) expect(isIdle).toBe(!isBusy)
    }),
  )
})

it('draws later to the right, and finds the time of a pixel again', () => {
  fc.assert(
    fc.property(
      axes,
      fc.integer({ min: 100, max: 3_000 }),
      fc.double({ min: 1, max: 50, noNaN: true }),
      (axis, width, zoom) => {
        const fit = fitting(axis, width)
        const scale = makeScale(axis, fit * zoom)
        const { start, end } = axis.bounds
        const times = Array.from({ length: 40 }, (_, index) => start + ((end - start) * index) / 39)
        const places = times.map((time) => scale.x(time))
        for (const [index, x] of places.entries()) {
          if (index > 0) expect(x).toBeGreaterThanOrEqual(places[index - 1]!)
          expect(Math.abs(scale.time(x) - times[index]!)).toBeLessThan(2)
        }
        expect(scale.x(start)).toBe(0)
        expect(scale.x(end)).toBeCloseTo(scale.width, 3)
        for (const part of scale.parts) if (part.isIdle) expect(part.width).toBe(bandPx)
      },
    ),
  )
})

it('fits all of the time into the width, unless idle time alone is wider', () => {
  fc.assert(
    fc.property(axes, fc.integer({ min: 100, max: 3_000 }), (axis, width) => {
      const scale = makeScale(axis, fitting(axis, width))
      if (axis.idle.length * bandPx < (width * 3) / 4) expect(scale.width).toBeCloseTo(width, 3)
    }),
  )
})

it('zooms so that what is below the pointer stays there', () => {
  fc.assert(
    fc.property(
      axes,
      fc.integer({ min: 200, max: 2_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (axis, width, share) => {
        const scaleAt = (pxPerMs: number) => makeScale(axis, pxPerMs)
        const fit = fitting(axis, width)
        const x = Math.round(share * width)
        const view = zoomed({ pxPerMs: fit, offset: 0 }, { factor: 4, x }, { scaleAt, width, fit })
        if (!view) return
        const time = scaleAt(fit).time(Math.min(x, scaleAt(fit).width))
        const scale = scaleAt(view.pxPerMs)
        const isAtEdge = view.offset === 0 || view.offset >= scale.width - width - 0.001
        if (!isAtEdge) expect(scale.x(time) - view.offset).toBeCloseTo(x, 1)
        expect(view.offset).toBeGreaterThanOrEqual(0)
        expect(zoomed(view, { factor: 0.001, x }, { scaleAt, width, fit })).toBeUndefined()
      },
    ),
  )
})

it('shows at least what is brushed', () => {
  fc.assert(
    fc.property(axes, fc.nat(900), fc.nat(900), (axis, from, size) => {
      const width = 1_000
      const scaleAt = (pxPerMs: number) => makeScale(axis, pxPerMs)
      const fit = fitting(axis, width)
      const whole = scaleAt(fit)
      const span = { start: from, end: Math.min(width, from + size) }
      const view = viewOf(span, { scaleAt, width, fit })
      if (!view) return
      const scale = scaleAt(view.pxPerMs)
      expect(scale.x(whole.time(span.start)) - view.offset).toBeGreaterThanOrEqual(-0.5)
    }),
  )
})

it('marks round times, apart from each other and never within idle time', () => {
  fc.assert(
    fc.property(
      axes,
      fc.integer({ min: 200, max: 2_000 }),
      fc.double({ min: 1, max: 400, noNaN: true }),
      (axis, width, zoom) => {
        const scale = makeScale(axis, fitting(axis, width) * zoom)
        const ticks = ticksOf(scale, 0, width, 0)
        expect(ticks.length).toBeLessThan(width / 20 + 4)
        for (const { x } of ticks) {
          expect(x).toBeLessThanOrEqual(width)
          expect(scale.parts.some((part) => part.isIdle && x > part.x && x < part.x + part.width)).toBe(false)
        }
      },
    ),
  )
})

it('leaves labels with milliseconds the room that they take', () => {
  for (let took = 20; took < 5_000; took += 83) {
    const scale = makeScale({ bounds: { start: now, end: now + took }, idle: [] }, 1_440 / took)
    const [one, next] = ticksOf(scale, 0, 1_440, 0)
    expect(next!.x - one!.x).toBeGreaterThan((next!.time - one!.time) % 1_000 === 0 ? 71 : 95)
  }
})

const walk = (branches: readonly Branch[]): readonly Branch[] =>
  branches.flatMap((one) => [one, ...walk(one.branches)])

it('shows each task once, however they are arranged', () => {
  fc.assert(
    fc.property(
      tasks,
      fc.constantFrom('start', 'duration', 'status' as const),
      fc.constantFrom('all', 'failed', 'running', 'cancelled' as const),
      fc.boolean(),
      (all, order, only, isGrouped) => {
        const arranging = { order, only, isGrouped, now } as Parameters<typeof arranged>[1]
        const shown = walk(arranged(all, arranging)).flatMap(({ task }) => task?.id ?? [])
        expect(shown).toHaveLength(new Set(shown).size)
        const wanted = all.filter((one) => matches(one, arranging.only)).map(({ id }) => id)
        expect(shown).toEqual(expect.arrayContaining(wanted))
        // What leads to a task that is wanted is shown too, and nothing else.
        if (!isGrouped || only === 'all') expect(new Set(shown)).toEqual(new Set(wanted))
      },
    ),
  )
})

it('folds what is below a row, and opens it again', () => {
  fc.assert(
    fc.property(tasks, (all) => {
      const branches = arranged(all, { order: 'start', only: 'all', isGrouped: true, now })
      const every = walk(branches)
      const rows = rowsOf(branches, new Map(), false)
      expect(rows.map(({ branch }) => branch.id)).toEqual(every.map(({ id }) => id))
      const folded = rowsOf(branches, new Map(every.map(({ id }) => [id, false])), false)
      expect(folded.map(({ branch }) => branch.id)).toEqual(branches.map(({ id }) => id))
    }),
  )
})

const task = (id: string, change: Partial<Task> = {}): Task => ({
  id,
  label: id,
  group: 'work',
  parent: undefined,
  status: 'COMPLETED',
  attempt: 1,
  bars: [{ number: 1, status: 'COMPLETED', start: now - 60_000, end: now - 30_000 }],
  readyAt: undefined,
  note: undefined,
  href: undefined,
  ...change,
})

it('gives a step of which few failed the colour of the others, and marks where they failed', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    task(`${index}`, index === 3 ? { status: 'FAILED' } : {}),
  )
  const [group] = arranged(many, { order: 'start', only: 'all', isGrouped: true, now })
  expect(group).toMatchObject({ status: 'FAILED', failed: 1, count: 20, failedAt: [now - 30_000] })
  expect(group!.bars).toEqual([{ number: 1, status: 'COMPLETED', start: now - 60_000, end: now - 30_000 }])
  expect(factOf(group!)).toBe('1 of 20 failed')
  const [few] = arranged(many.slice(2, 5), { order: 'start', only: 'all', isGrouped: true, now })
  expect(few).toMatchObject({ bars: [{ status: 'FAILED' }], failedAt: [] })
})

it('does not count as failed what was cancelled, and has it for itself', () => {
  const statuses = ['FAILED', 'TIMED_OUT', 'CANCELLED', 'COMPLETED', 'RUNNING', 'SKIPPED']
  const all = statuses.map((status) => task(status, { status }))
  const of = (only: 'failed' | 'running' | 'cancelled') =>
    all.filter((one) => matches(one, only)).map(({ id }) => id)
  expect([of('failed'), of('cancelled'), of('running')]).toEqual([
    ['FAILED', 'TIMED_OUT'],
    ['CANCELLED'],
    ['RUNNING'],
  ])
  const [group] = arranged(all, { order: 'start', only: 'all', isGrouped: true, now })
  expect(factOf(group!)).toBe('2 of 6 failed')
  const [off] = arranged([task('a', { status: 'CANCELLED' }), task('b')], {
    order: 'start', only: 'all', isGrouped: true, now,
  }) // prettier-ignore
  expect([off!.status, factOf(off!)]).toEqual(['CANCELLED', '2'])
})

it('folds a step of very many tasks at first, unless only some are asked for', () => {
  const many = Array.from({ length: 5_000 }, (_, index) =>
    task(`${index}`, index === 3 ? { status: 'FAILED' } : {}),
  )
  const rows = (only: 'all' | 'failed') =>
    rowsOf(arranged(many, { order: 'start', only, isGrouped: true, now }), new Map(), only !== 'all').map(
      (row) => row.branch.id,
    )
  expect(rows('all')).toEqual(['group work'])
  expect(rows('failed')).toEqual(['group work', '3'])
})

it('says a row in a sentence', () => {
  const failed = task('load', {
    status: 'FAILED',
    attempt: 2,
    note: 'Timed out',
    bars: [
      { number: 1, status: 'FAILED', start: now - 90_000, end: now - 70_000 },
      { number: 2, status: 'FAILED', start: now - 60_000, end: now - 47_000 },
    ],
  })
  const [row] = arranged([failed], { order: 'start', only: 'all', isGrouped: false, now })
  expect(wordsOf(row!, now, () => '14:03:22')).toBe(
    'load, attempt 2, failed, 43 s, started 14:03:22, Timed out',
  )
  const [waiting] = arranged([task('end', { status: 'PENDING', attempt: 0, bars: [] })], {
    order: 'start', only: 'all', isGrouped: false, now,
  }) // prettier-ignore
  expect(wordsOf(waiting!, now, () => '')).toBe('end, pending, not started')
})

it('names tasks beside each other without what they begin with alike', () => {
  expect(shortNames(['run-7-train-1', 'run-7-train-2', 'run-7-train-10'])).toEqual(['1', '2', '10'])
  expect(shortNames(['alone-1'])).toEqual(['alone-1'])
  expect(shortNames(['same', 'same'])).toEqual(['same', 'same'])
  expect(shortNames(['a-', 'a-b'])).toEqual(['a-', 'a-b'])
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (names) => {
      const short = shortNames(names)
      expect(new Set(short).size).toBe(new Set(names).size)
      for (const [index, one] of short.entries()) expect(names[index]!.endsWith(one)).toBe(true)
    }),
  )
})
