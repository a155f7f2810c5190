import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RawJson } from '../../src/graphql/answers/rawjson.ts'
import { createBytes } from '../../src/server/bytes.ts'
import { printData } from '../../src/server/printing.ts'
import { sized } from '../setup/whole.ts'
import { codePoint } from '../setup/models/codepoint.ts'

async function print(data: unknown, expected = 1, limit = Infinity) {
  const bytes = createBytes(expected)
  await printData(data, bytes, limit)
  return bytes.all().toString()
}

/** An answer's data: values under names of fields, with stored JSON among them. */
const stored = fc.oneof(
  fc.json().map((text) => new RawJson([text])),
  fc.tuple(fc.json(), fc.json()).map(([one, other]) => new RawJson(['[', one, ',', other, ']'])),
)
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    stored,
    fc.string({ unit: codePoint }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('data')),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('data')),
  ),
}))

describe('data of a large answer', () => {
  it('are printed as JSON, with stored JSON as it stands', async () => {
    await fc.assert(
      fc.asyncProperty(data, fc.integer({ min: 1, max: 1_000 }), async (value, expected) => {
        expect(JSON.parse(await print(value, expected))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it.each(['x', 'é', '漢', '😀', 'x😀'])('may be one long text of %s', async (character) => {
    const text = character.repeat(sized(700_000, 200_000))
    const raw = new RawJson([`["${text}", 1.50]`])
    expect(await print({ text, raw })).toBe(`{"text":"${text}","raw":["${text}", 1.50]}`)
    expect(await print(raw)).toBe(raw.parts.join(''))
    expect(await print(text, 10_000_000)).toBe(`"${text}"`)
  })

  it('are not printed much further than the limit', async () => {
    const values = Array.from({ length: 1_000 }, () => new RawJson(['7'.repeat(100_000)]))
    expect((await print(values, 1, 1_000_000)).length).toBeLessThan(2_000_000)
    expect((await print(Array(1_000_000).fill(1), 1, 1_000)).length).toBeLessThan(100_000)
  })
})
