import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CutPayload, cutPayload } from '../../src/db/recording/payload.ts'
import { fewCases } from '../setup/models/fewcases.ts'

const units = ['a', 'b', 'é', '😀', '"', '\\', '\n', '\0', '\u2028', '\ud800', '\udc00']
const text = fc.array(fc.constantFrom(...units), { maxLength: 300, size: 'max' }).map((all) => all.join(''))
const leaf = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(null, true, false, '<truncated: 99 bytes>', ''),
)
const special = ['__proto__', 'constructor', '', '\0', '1', 'x'.repeat(255), 'é'.repeat(256), 'k'.repeat(300)]
const key = fc.oneof({ arbitrary: fc.string({ maxLength: 8 }), weight: 4 }, text, fc.constantFrom(...special))

/** Made of text: no other way makes a key `__proto__` like any other. */
const objectOf = <Value>(value: fc.Arbitrary<Value>, maxLength: number) =>
  fc.array(fc.tuple(key, value), { maxLength, size: 'max' }).map((entries) => {
    const parts = entries.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`)
    return JSON.parse(`{${parts.join(',')}}`) as object
  })
const inner = fc.oneof(leaf, fc.array(leaf, { maxLength: 5 }), objectOf(leaf, 3))
const json: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: objectOf(inner, 12), weight: 6 },
  { arbitrary: objectOf(fc.integer(), 200), weight: 1 },
  inner,
)
const limits = fc
  .record({
    valueBytes: fc.integer({ min: 64, max: 400 }),
    more: fc.integer({ min: 0, max: 1_500 }),
    keepLargeValues: fc.boolean(),
  })
  .map(({ valueBytes, more, keepLargeValues }) => ({
    valueBytes,
    payloadBytes: valueBytes + more,
    keepLargeValues,
  }))

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands in place of a value that was cut is the beginning of its text. */
function expectBeginning(stored: unknown, value: unknown, most: number) {
  const whole = typeof value === 'string' ? value : JSON.stringify(value)
  expect(typeof stored === 'string' && whole.startsWith(stored)).toBe(true)
  expect(size(stored)).toBeLessThanOrEqual(most)
}

function expectParts(cut: CutPayload, value: Record<string, unknown>, valueBytes: number) {
  const stored = JSON.parse(cut.json) as Record<string, unknown>
  const told = new Map(cut.truncated.map(({ name, bytes }) => [name, bytes]))
  expect(Object.keys(stored)).toEqual(Object.keys(value))
  for (const [name, one] of Object.entries(value)) {
    if (!told.has(name)) expect(JSON.stringify(stored[name])).toBe(JSON.stringify(one))
    else {
      expect(told.get(name)).toBe(size(one))
      expectBeginning(stored[name], one, Math.min(valueBytes, size(one) - 1))
    }
  }
  const whole = Object.entries(value).filter(([name]) => !told.has(name))
  const largest = Math.max(0, ...whole.map(([, one]) => size(one)))
  expect(Math.min(Number.POSITIVE_INFINITY, ...told.values())).toBeGreaterThan(largest)
}

describe('a payload of any form, cut to any limits', () => {
  it('stays within them, loses only what it says, and tells true sizes', () => {
    const property = fc.property(json, limits, (value, { valueBytes, payloadBytes, keepLargeValues }) => {
      const before = JSON.stringify(value)
      const cut = cutPayload(value, { valueBytes, payloadBytes, keepLargeValues })
      expect(JSON.stringify(value)).toBe(before)
      expect(cut.bytes).toBe(Buffer.byteLength(before))
      expect(Buffer.byteLength(cut.json)).toBeLessThanOrEqual(payloadBytes)
      expect(cut.json.isWellFormed()).toBe(true)
      if (cut.truncated.length === 0) expect(cut.json).toBe(before)
      else if (cut.truncated[0]!.name === null) {
        expect(cut.truncated).toEqual([{ name: null, bytes: cut.bytes }])
        expectBeginning(JSON.parse(cut.json), value, Math.min(valueBytes, cut.bytes - 1))
      } else expectParts(cut, value as Record<string, unknown>, valueBytes)
      expect(cut.large).toEqual(
        (keepLargeValues ? cut.truncated : []).map(({ name, bytes }) => {
          const whole = name === null ? before : JSON.stringify((value as Record<string, unknown>)[name])
          return { name, bytes, json: whole }
        }),
      )
    })
    fc.assert(property, { numRuns: fewCases(300) })
  })

  it('is cut only where it must be', () => {
    const property = fc.property(json, limits, (value, { valueBytes, payloadBytes }) => {
      const cut = cutPayload(value, { valueBytes, payloadBytes, keepLargeValues: false })
      const values = isObject(value) ? Object.values(value) : [value]
      const fits = values.every((one) => size(one) <= valueBytes) && cut.bytes <= payloadBytes
      expect(cut.truncated.length === 0).toBe(fits || cut.bytes <= valueBytes)
    })
    fc.assert(property, { numRuns: fewCases(300) })
  })
})
