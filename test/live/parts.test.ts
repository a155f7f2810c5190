import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutbox, createWaitingBytes } from '../../src/live/outbox.ts'
import { createOwing } from '../../src/live/owing.ts'
import { createRenderTurns } from '../../src/live/renderturns.ts'
import { createRing } from '../../src/live/ring.ts'
import { createTicks } from '../../src/live/ticks.ts'

const bytes = (text: string) => [Buffer.from(text)]

/** A subscriber that takes what is written when it is told to. */
function subscriber(room = createWaitingBytes()) {
  const written: string[] = []
  let takes = false
  let lost = 0
  const sink = { write: (chunk: Buffer) => (written.push(chunk.toString()), takes), end: () => {} }
  const outbox = createOutbox(sink, room, () => void lost++)
  return { outbox, written, takeAll: () => void (takes = true), lost: () => lost }
}

describe('an outbox', () => {
  it('writes once for all that was put, and then nothing until it was taken', () => {
    const { outbox, written } = subscriber()
    outbox.put('a', bytes('1'))
    outbox.put('b', bytes('2'))
    outbox.flush()
    outbox.put('a', bytes('3'))
    outbox.flush()
    expect(written).toEqual(['12'])
    outbox.drained()
    expect(written).toEqual(['12', '3'])
  })

  it('keeps the newest of each key while it waits, in the order of the newest', () => {
    const { outbox, written } = subscriber()
    outbox.put('x', bytes('x'))
    outbox.flush()
    for (const [key, text] of [
      ['a', 'a1'],
      ['b', 'b1'],
      ['a', 'a2'],
      ['c', 'c1'],
      ['b', 'b2'],
    ] as const)
      outbox.put(key, bytes(text))
    outbox.drained()
    expect(written).toEqual(['x', 'a2c1b2'])
  })

  it('forgets all beyond its bounds, and says so once the subscriber takes again', () => {
    const { outbox, written, lost } = subscriber()
    outbox.put('x', bytes('x'))
    outbox.flush()
    for (let key = 0; key <= 5_000; key++) outbox.put(String(key), bytes('y'))
    outbox.put('later', bytes('z'))
    expect(lost()).toBe(0)
    outbox.drained()
    expect([written, lost()]).toEqual([['x'], 1])
    outbox.put('again', bytes('again'))
    outbox.flush()
    expect(written).toEqual(['x', 'again'])
  })

  it('bounds the bytes of one subscriber, and of all', () => {
    const { outbox, lost } = subscriber()
    outbox.put('x', bytes('x'))
    outbox.flush()
    for (let key = 0; key < 5; key++) outbox.put(String(key), [Buffer.alloc(1024 ** 2)])
    outbox.drained()
    expect(lost()).toBe(1)
    const room = createWaitingBytes(10)
    const [first, second] = [subscriber(room), subscriber(room)]
    first.outbox.put('a', bytes('12345678'))
    second.outbox.put('a', bytes('12345678'))
    second.outbox.drained()
    first.outbox.close()
    second.outbox.put('a', bytes('12345678'))
    second.outbox.flush()
    expect([first.written, second.written, second.lost()]).toEqual([[], ['12345678'], 1])
  })
})

describe('a ring', () => {
  it('knows what has changed since a tick, or that it does not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 0, max: 30 })), {
          maxLength: 40,
        }),
        fc.nat(45),
        (rounds, since) => {
          let now = 0
          const ring = createRing({ most: 10, ms: 100 }, () => now)
          const all: (readonly [tick: number, key: string])[] = []
          rounds.forEach(([keys, ms], index) => {
            now += ms
            ring.note(index + 1, keys.map(String))
            for (const key of keys) all.push([index + 1, String(key)])
          })
          const known = ring.since(since)
          const wanted = new Set(all.flatMap(([tick, key]) => (tick >= since ? [key] : [])))
          if (known) expect(known).toEqual(wanted)
          else expect(all.length).toBeGreaterThan(0)
        },
      ),
    )
  })

  it('knows nothing of the time before it began', () => {
    const ring = createRing()
    ring.begin(5)
    expect([ring.since(4), ring.since(5)]).toEqual([undefined, new Set()])
  })
})

it('ticks are settled up to the oldest that is under way', () => {
  const ticks = createTicks('epoch')
  const [first, second] = [ticks.begin(), ticks.begin()]
  expect([ticks.now(), ticks.settled()]).toEqual([2, 0])
  ticks.end(second)
  expect(ticks.settled()).toBe(0)
  ticks.end(first)
  expect(ticks.settled()).toBe(2)
  expect(
    ['epoch.2', 'epoch.3', 'other.2', 'epoch.', 'epoch.1.1', 'epoch.-1', ''].map(ticks.numberOf),
  ).toEqual([2, ...Array.from({ length: 6 }, () => undefined)])
})

it('what waits for a document holds up only those who watch with it', () => {
  const owing = createOwing()
  const [slow, fast] = [
    { document: { isNested: true, width: 1 } },
    { document: { isNested: true, width: 1 } },
  ]
  const settled = () => [[slow], [fast], [fast, slow], []].map((operations) => owing.settledOf(operations, 9))
  const [first, second] = [owing.add(slow.document, 4), owing.add(slow.document, 6)]
  expect(settled()).toEqual([3, 9, 3, 9])
  second()
  expect(settled()).toEqual([3, 9, 3, 9])
  first()
  expect(settled()).toEqual([9, 9, 9, 9])
})

it('clients take turns, and two of one have theirs at once', async () => {
  const turns = createRenderTurns()
  const begun: string[] = []
  const ends: (() => void)[] = []
  const take = (name: string, ...clients: string[]) =>
    turns.take(clients, (client) => {
      begun.push(`${name} for ${client}`)
      return new Promise<void>((end) => void ends.push(end))
    })
  const all = [take('1', 'a'), take('2', 'a'), take('3', 'a'), take('4', 'b'), take('5', 'a', 'b')]
  const first = ['1 for a', '2 for a', '4 for b', '5 for b']
  expect(begun).toEqual(first)
  ends.shift()!()
  await expect.poll(() => begun).toEqual([...first, '3 for a'])
  for (const end of ends) end()
  await Promise.all(all)
})
