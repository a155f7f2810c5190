import { describe, expect, it } from 'vitest'
import { explode, fuzz } from '../../bench/fuzz/fuzz.ts'
import { kinds, kindsAndMemory, newReadyPlace } from '../setup/servers/stores.ts'
import { sized } from '../setup/whole.ts'

// `npm run bench -- fuzz` sends 10,000 requests to each store.
const seed = 20_261_129
const count = sized(150, 60)

describe.each(sized(kindsAndMemory, kinds))('on %s', (kind) => {
  it('requests that nobody would write are answered as declared, and refused ones run no statement', async () => {
    const place = await newReadyPlace(kind)
    const { wrong, answers } = await fuzz(place.url, seed, count)
    expect(wrong).toEqual([])
    expect(answers['200']).toBeGreaterThan(count / 8)
    expect(answers['BAD_USER_INPUT']).toBeGreaterThan(count / 8)
    await place.remove()
  })
})

it('requests that are small to send and large to execute are refused before any statement', async () => {
  const place = await newReadyPlace('memory')
  for (const { name, code, expected, statements } of await explode(place.url)) {
    expect({ name, code }).toEqual({ name, code: expected })
    if (expected !== undefined) expect({ name, statements }).toEqual({ name, statements: 0 })
  }
  await place.remove()
})
