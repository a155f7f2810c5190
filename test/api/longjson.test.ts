import { assert, asyncProperty, integer, json, nat, property, string, tuple, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNodeCounter, parseInTurns } from '../../src/server/requests/longjson.ts'

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

describe('the values of a JSON text', () => {
  const countOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce((sum: number, inner) => sum + countOf(inner), 1)
      : 1

  it('are counted, however it is cut', () => {
    assert(
      property(json(), integer({ min: 1, max: 20 }), (text, length) => {
        const values = new Set<number>()
        const count = createNodeCounter()
        const bytes = Buffer.from(text)
        for (let at = 0; at < bytes.length; at += length) values.add(count(bytes.subarray(at, at + length)))
        // A key that comes twice is counted twice.
        expect([...values].at(-1)).toBeGreaterThanOrEqual(countOf(JSON.parse(text)))
        expect(createNodeCounter()(Buffer.from(JSON.stringify(JSON.parse(text))))).toBe(
          countOf(JSON.parse(text)),
        )
      }),
    )
  })
})
