import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  integer,
  json,
  nat,
  oneof,
  property,
  string,
  tuple,
  uint8Array,
} from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createJsonCounter } from '../../src/server/requests/jsoncounter.ts'
import { parseInTurns, parseJson } from '../../src/db/json/longjson.ts'

/** What comes of it, or that it is no JSON. */
async function outcome(parse: () => unknown): Promise<unknown> {
  try {
    return [await parse()]
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError)
    return 'no JSON'
  }
}

async function expectSame(bytes: Buffer) {
  const expected = await outcome(() => JSON.parse(bytes.toString()) as unknown)
  const found = await outcome(() => parseInTurns(bytes))
  expect(found).toStrictEqual(expected)
  // The order of keys, and keys that are no own properties when they are set.
  expect(JSON.stringify(found)).toBe(JSON.stringify(expected))
}

describe('JSON that is read in turns is what JSON.parse reads', () => {
  it.each([
    ...[
      '',
      ' ',
      '1',
      '-0',
      '01',
      '1.',
      '.5',
      '1e5',
      '1E+5',
      '-',
      '+1',
      '1e',
      '0x10',
      'NaN',
      '-Infinity',
      'tru',
    ],
    ...[
      'true',
      'null ',
      'nul',
      '[',
      '[1,]',
      '[,1]',
      '[1 2]',
      '[1]]',
      '[1}',
      '[]x',
      '{"a":1,}',
      '{"a"}',
      '{a:1}',
    ],
    ...[
      '{"a":1]',
      '{"__proto__":{"x":1},"a":2}',
      '{"a":1,"a":2}',
      '{"2":1,"1":2}',
      '{"":1}',
      '{"a" : [ 1 , 2 ] } ',
    ],
    ...[
      '"\\u00zz"',
      '"\\',
      '"abc',
      '"a\nb"',
      '"\\ud800"',
      '"\\q"',
      '\ufeff{}',
      '\u00a0[]',
      '"\u007f"',
      '"é漢😀"',
    ],
  ])('%j', (text) => expectSame(Buffer.from(text)))

  it('whatever it is, whole or broken', async () => {
    await assert(asyncProperty(json(), (text) => expectSame(Buffer.from(text))))
    const broken = tuple(json(), nat(), string({ maxLength: 2 }))
    await assert(
      asyncProperty(broken, ([text, place, put]) => {
        const at = place % (text.length + 1)
        return expectSame(Buffer.from(text.slice(0, at) + put + text.slice(at + 1)))
      }),
      { numRuns: 1_000 },
    )
    await assert(asyncProperty(uint8Array(), (bytes) => expectSame(Buffer.from([34, ...bytes, 34]))))
  })
})

it('lets others go on meanwhile', async () => {
  const parsing = parseInTurns(Buffer.from(`[${Array(300_000).fill('{}').join(',')}]`))
  let rounds = 0
  const count = () => {
    rounds++
    others = setImmediate(count)
  }
  let others = setImmediate(count)
  await parsing
  clearImmediate(others)
  expect(rounds).toBeGreaterThan(5)
  expect(await parsing).toHaveLength(300_000)
})

describe('keys with escapes', () => {
  /** Another object with the same keys up to a backslash, which JSON.parse of V8 13.6 gives to those that come next. */
  const first = String.raw`{"a":1,"k\\":1}`

  it.each([
    [String.raw`{"a":1,"k\"":1}`, 'k"'],
    [String.raw`{"a":1, "k\n" : 1}`, 'k\n'],
    [
      String.raw`{"a":1,"k\u00e9"
      :"\\"}`,
      'ké',
    ],
    [String.raw`{"a":1,"k\\":"x\"y"}`, 'k\\'],
    [String.raw`{"a":"\\","\"":[]}`, '"'],
  ])('of %s are what is written', (text, key) => {
    expect(JSON.parse(first)).toEqual({ 'a': 1, 'k\\': 1 })
    expect(Object.keys(parseJson(text) as object)).toEqual(['a', key])
  })

  it('are read as all others', () => {
    const objects = dictionary(string({ unit: constantFrom('"', '\\', '\n', 'k', 'é', ':', ' ') }), json(), {
      noNullPrototype: true,
    })
    assert(
      property(objects, string({ unit: constantFrom('\\', '"', ':', 'k', ',') }), (object, junk) => {
        expect(parseJson(JSON.stringify(object))).toEqual(object)
        const [own, theirs] = [parseJson, JSON.parse].map((parse) => {
          try {
            return [parse(`["${junk}"]`) as unknown]
          } catch (error) {
            return error instanceof SyntaxError
          }
        })
        expect(own).toEqual(theirs)
      }),
    )
  })
})

describe('a long text is read in parts', () => {
  const units = [
    'x',
    ' ',
    'é',
    '漢',
    '😀',
    String.raw`\"`,
    String.raw`\\`,
    String.raw`\u00e9`,
    String.raw`\ud83d\ude00`,
  ]

  it.each(units)('of %j', (unit) =>
    expectSame(Buffer.from(`{"a":["${`${unit}yz`.repeat(100_000)}", " b "], "key" : "${unit}"}`)),
  )

  it('and others go on between any two', async () => {
    // Whenever the clock is looked at, a turn is over.
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000))
    const texts = vi.spyOn(Buffer.prototype, 'toString')
    await parseInTurns(
      Buffer.from(`["${'x'.repeat(8_000_000)}", ${`"${'y'.repeat(60_000)}",`.repeat(20)} 1]`),
    )
    const lengths = (texts.mock.calls as [string?, number?, number?][]).map(
      ([, from = 0, to = 0]) => to - from,
    )
    texts.mockRestore()
    expect(Math.max(...lengths)).toBeLessThanOrEqual(64 * 1024)
    expect(clock.mock.calls.length).toBeGreaterThan(130)
    clock.mockRestore()
  })

  it('and words that are repeated are one text', async () => {
    const words = ['FAILED', 'COMPLETED', 'é', '']
    const list = Array.from({ length: 10_000 }, (_, index) => words[index % words.length]!)
    const bytes = Buffer.from(JSON.stringify(list))
    const texts = vi.spyOn(Buffer.prototype, 'toString')
    const read = await parseInTurns(bytes)
    const calls = texts.mock.calls.length
    texts.mockRestore()
    expect(read).toEqual(list)
    // What is no ASCII is read each time.
    expect(calls).toBeLessThan(2_600)
  })
})

describe('the values of a JSON text, its levels, and its longest list or object', () => {
  const partsOf = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value) : []
  const nodesIn = (value: unknown): number =>
    partsOf(value).reduce((sum: number, inner) => sum + nodesIn(inner), 1)
  const levelsIn = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...partsOf(value).map(levelsIn)) : 0

  const longestIn = (value: unknown): number =>
    partsOf(value).reduce((most: number, inner) => Math.max(most, longestIn(inner)), partsOf(value).length)

  const pieces = constantFrom('x', '"', '\\', '[', ',', '}', 'x'.repeat(70))
  const longTexts = array(string({ unit: pieces, maxLength: 40 })).map((texts) => JSON.stringify(texts))

  it('are counted, however it is cut', () => {
    assert(
      property(oneof(json(), longTexts), integer({ min: 1, max: 200 }), (text, length) => {
        const value: unknown = JSON.parse(text)
        const expected = { nodes: nodesIn(value), levels: levelsIn(value), longest: longestIn(value) }
        const bytes = Buffer.from(text)
        const count = createJsonCounter()
        let counted = { nodes: 0, levels: 0, longest: 0 }
        for (let at = 0; at < bytes.length; at += length) counted = count(bytes.subarray(at, at + length))
        // What comes twice under one key is counted twice.
        expect(counted.nodes).toBeGreaterThanOrEqual(expected.nodes)
        expect(counted.levels).toBeGreaterThanOrEqual(expected.levels)
        expect(counted.longest).toBeGreaterThanOrEqual(expected.longest)
        expect(createJsonCounter()(Buffer.from(JSON.stringify(value)))).toEqual(expected)
      }),
    )
  })
})
