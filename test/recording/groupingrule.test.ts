import * as fc from 'fast-check'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Backend } from '../../src/db/backend.ts'
import { StoreFailure, unavailable } from '../../src/db/failure.ts'
import { grouped, orThrow } from '../../src/db/recording/grouping.ts'
import { createMeter } from '../../src/db/meter.ts'

/** A store that nothing is asked of: what is tested is who shares a flush, and what becomes of each. */
const store = () => ({ name: 'main', kind: 'sqlite' }) as Backend

interface Element {
  readonly name: string
  readonly poisoned: boolean
}

const call = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 })

describe('writes that are grouped', () => {
  afterEach(() => void vi.useRealTimers())

  it('are stored once each and in order, all but those that cannot be', async () => {
    const property = fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 20 }), async (calls) => {
      const [stored, flushes]: [string[], number[]] = [[], []]
      let underWay = 0
      const write = grouped<Element, string>(async (_, elements) => {
        expect((underWay += 1)).toBe(1)
        flushes.push(elements.length)
        await setImmediate()
        underWay -= 1
        if (elements.some(({ poisoned }) => poisoned)) throw new Error('poison')
        stored.push(...elements.map(({ name }) => name))
        return elements.map(({ name }) => `stored ${name}`)
      })
      const one = store()
      const sent = calls.map((poisons, place) =>
        poisons.map((poisoned, index) => ({ name: `${place}/${index}`, poisoned })),
      )
      const answers = await Promise.all(sent.map((elements) => write(one, elements, createMeter())))
      expect(answers.map((list) => list.map((answer) => (answer instanceof Error ? null : answer)))).toEqual(
        sent.map((list) => list.map(({ name, poisoned }) => (poisoned ? null : `stored ${name}`))),
      )
      const good = sent.flat().filter(({ poisoned }) => !poisoned)
      expect(stored).toEqual(good.map(({ name }) => name))
      // Halving: each that is bad costs at most two flushes on the way to it for every doubling.
      const bad = sent.flat().length - good.length
      expect(flushes.length).toBeLessThanOrEqual(1 + 2 * bad * Math.ceil(Math.log2(sent.flat().length + 1)))
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('fail all at once when it is the store that fails, and the next ones are tried', async () => {
    let flushes = 0
    const write = grouped<number, number>(async (_, elements) => {
      flushes += 1
      if (flushes === 1) throw unavailable('main')
      return elements
    })
    const one = store()
    const meter = createMeter()
    const failed = await Promise.all([1, 2, 3].map((element) => write(one, [element, element], meter)))
    expect(failed.flat()).toEqual(Array.from({ length: 6 }, () => unavailable('main')))
    expect(flushes).toBe(1)
    expect(await write(one, [4, 5], meter)).toEqual([4, 5])
    expect(() => orThrow(failed[0]!)).toThrow('did not answer')
  })

  it('take whole calls, at most 2,000 elements at once unless one call has more', async () => {
    const flushes: number[] = []
    const write = grouped<number, number>(async (_, elements) => {
      flushes.push(elements.length)
      return elements
    })
    const sizes = [800, 800, 400, 1, 1_999, 2, 6_000, 1]
    const one = store()
    const lists = sizes.map((length, place) => Array.from({ length }, () => place))
    const answers = await Promise.all(lists.map((list) => write(one, list, createMeter())))
    expect(answers).toEqual(lists)
    expect(flushes).toEqual([2_000, 2_000, 2, 6_000, 1])
  })

  it('wait for nobody of another backend', async () => {
    const [busy, free] = [store(), store()]
    let release = () => {}
    const held = new Promise<void>((done) => (release = done))
    const write = grouped<number, number>(async (backend, elements) => {
      if (backend === busy) await held
      return elements
    })
    const slow = write(busy, [1], createMeter())
    expect(await write(free, [2], createMeter())).toEqual([2])
    release()
    expect(await slow).toEqual([1])
  })

  it('give up after ten seconds in the line, and are never stored then', async () => {
    let release = () => {}
    const held = new Promise<void>((done) => (release = done))
    const begun = Promise.withResolvers<void>()
    const stored: string[] = []
    const write = grouped<string, string>(async (_, elements) => {
      begun.resolve()
      await held
      stored.push(...elements)
      return elements
    })
    const one = store()
    const first = write(one, ['first'], createMeter())
    await begun.promise
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const second = write(one, ['second', 'third'], createMeter())
    vi.advanceTimersByTime(10_000)
    const late = orThrow.bind(undefined, await second)
    expect(late).toThrow(StoreFailure)
    expect(late).toThrow('Nothing of this one was stored')
    const third = write(one, ['fourth'], createMeter())
    release()
    expect([await first, await third]).toEqual([['first'], ['fourth']])
    expect(stored).toEqual(['first', 'fourth'])
  })

  it('go on when all that waited have given up just before their turn', async () => {
    const held = Promise.withResolvers<void>()
    const begun = Promise.withResolvers<void>()
    const write = grouped<string, string>(async (_, elements) => {
      begun.resolve()
      await held.promise
      return elements
    })
    const one = store()
    const first = write(one, ['first'], createMeter())
    await begun.promise
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const second = write(one, ['second'], createMeter())
    held.resolve()
    expect(await first).toEqual(['first'])
    // The line has taken no call yet: it waits for requests that are read together.
    vi.advanceTimersByTime(10_000)
    expect(await second).toEqual([expect.any(StoreFailure)])
    await setImmediate()
    expect(await write(one, ['third'], createMeter())).toEqual(['third'])
  })
})
