import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyChange } from '../../src/db/changes.ts'
import { createPositions } from '../../src/db/stores/postgres/replicas/lag.ts'
import { createRecent } from '../../src/db/stores/postgres/replicas/recent.ts'
import { createTicks } from '../../src/live/ticks.ts'

const changed = (executions: readonly string[], runs: readonly string[] = []) => ({
  ...{ executions: new Set(executions), runs: new Set(runs), work: false },
})

describe('records that were changed a moment ago', () => {
  it('are those that were told within the time, whatever else was told', () => {
    const step = fc.record({ ms: fc.nat(40), id: fc.nat(6), asked: fc.nat(6) })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let now = 0
        const recent = createRecent(100, () => now)
        const told = new Map<number, number>()
        for (const { ms, id, asked } of steps) {
          now += ms
          recent.note(changed([`e${id}`]))
          told.set(id, now)
          const isRecent = now - (told.get(asked) ?? -Infinity) < 100
          expect(recent.concerns({ ids: ['other', `e${asked}`] })).toBe(isRecent)
        }
      }),
    )
  })

  it('are found as lists, rows and single parameters, and runs by their key', () => {
    const recent = createRecent(100, () => 0)
    recent.note(changed(['e'], ['Train/7']))
    const asked = [
      ...[{ ids: ['a', 'e'] }, { keys: [{ id: 'e', kind: 'out' }] }, { parent: 'e' }],
      ...[{ keys: [{ flow: 'Train', number: 7 }] }, { flow: 'Train', number: 7 }],
      ...[
        { keys: [{ flow: 'Train', number: 8 }] },
        { ids: ['a'] },
        { flow: 'e/7', limit: 3, none: null },
        {},
      ],
    ]
    expect(asked.map(recent.concerns)).toEqual([...Array(5).fill(true), ...Array(4).fill(false)])
  })

  it('are found as a run without its number if any run of the flow is among them', () => {
    const recent = createRecent(100, () => 0)
    recent.note(changed([], ['a/b/7']))
    const asked = ['a/b', 'a', 'b'].map((flow) => ({ keys: [{ flow, number: null, name: 'x' }] }))
    expect(asked.map(recent.concerns)).toEqual([true, false, false])
  })

  it('are all, after a change of too many to tell', () => {
    let now = 0
    const recent = createRecent(100, () => now)
    recent.note(anyChange)
    expect(recent.concerns({})).toBe(true)
    now = 100
    expect(recent.concerns({})).toBe(false)
    recent.note(changed(Array.from({ length: 50_001 }, (_, place) => String(place))))
    expect(recent.concerns({})).toBe(true)
  })
})

it('a replica has all up to the newest moment at which the primary was no further', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5)), fc.nat(60), (steps, asked) => {
      const positions = createPositions()
      const all: number[] = []
      for (const step of steps) all.push((all.at(-1) ?? 0) + step)
      all.forEach((position, at) => positions.note(position, at))
      const last = all.findLastIndex((position) => position <= asked)
      expect(positions.seenUntil(asked)).toBe(last < 0 ? undefined : last)
    }),
  )
})

it('the positions of another log are not compared', () => {
  const positions = createPositions()
  positions.note(100, 1)
  positions.note(50, 2)
  expect([positions.seenUntil(200), positions.seenUntil(49)]).toEqual([2, undefined])
})

it('the tick of a moment ago is one whose changes were committed before it', () => {
  let now = 0
  const ticks = createTicks('epoch', () => now)
  expect(ticks.before(0)).toBe(0)
  for (; now < 50; now += 10) ticks.end(ticks.begin())
  now = 45
  expect([0, 5, 15, 45, 46].map(ticks.before)).toEqual([5, 5, 4, 1, 0])
})
