import { describe, expect, it } from 'vitest'
import { explode, fuzz } from '../../bench/fuzz/fuzz.ts'
import { kindsAndMemory, newReadyPlace } from '../setup/servers/stores.ts'

// `npm run bench -- fuzz` sends 10,000 requests to each store.
const seed = 20_261_129

describe.each(kindsAndMemory)('on %s', (kind) => {
  it('requests that nobody would write are answered as declared, and refused ones run no statement', async () => {
    const place = await newReadyPlace(kind)
    const { wrong, answers } = await fuzz(place.url, seed, 150)
    expect(wrong).toEqual([])
    expect(answers['200']).toBeGreaterThan(20)
    expect(answers['BAD_USER_INPUT']).toBeGreaterThan(20)
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
