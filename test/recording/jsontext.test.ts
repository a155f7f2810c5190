import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutPayload } from '../../src/db/recording/payload.ts'
import { jsonInTurns } from '../../src/db/json/jsontext.ts'

const many = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('JSON text that is written in turns', () => {
  it.each(
    Object.entries({
      'a list of objects': many(2_000).map((n) => ({ n, text: `"${n}"\n`, none: null })),
      'a list of empty objects': many(3_000).map(() => ({})),
      'an object with many keys': Object.fromEntries(
        many(5_000).map((n) => [`"k${n}`, n % 3 ? n : undefined]),
      ),
      'keys in the order of numbers': Object.fromEntries(many(3_000).map((n) => [String(5_000 - n), n])),
      'a list with holes': many(3_000).map((n) => (n % 2 ? n : undefined)),
      'a large value in a small one': { a: { b: [[many(5_000), 'x'], 1] }, c: null },
      'a key of the prototype': JSON.parse(`{"__proto__":${JSON.stringify(many(2_000))}}`) as object,
    }),
  )('is what JSON.stringify makes of %s', async (_, value) => {
    expect(await jsonInTurns(value)).toBe(JSON.stringify(value))
  })

  it('is what JSON.stringify makes of any value', async () => {
    const filler = many(1_200)
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (one, other) => {
        const value = { one, filler, list: [other, filler, one] }
        expect(await jsonInTurns(value)).toBe(JSON.stringify(value))
        expect(await jsonInTurns(one)).toBe(JSON.stringify(one))
      }),
      { numRuns: 200 },
    )
  })
})

describe('the beginning of a long text', () => {
  it('is within the limit, wherever an escape is cut', () => {
    const piece = fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', '😀', '\ud83d', '\\u0041', '/')
    const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('').repeat(400))
    const property = fc.property(text, fc.integer({ min: 16, max: 40 }), (whole, valueBytes) => {
      const { json } = cutPayload(whole, { valueBytes, payloadBytes: 10_000, keepLargeValues: false })
      const kept = JSON.parse(json) as string
      expect(whole.startsWith(kept)).toBe(true)
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(valueBytes)
      expect(kept.length).toBeGreaterThan(0)
    })
    fc.assert(property, { numRuns: 1_000 })
  })
})
