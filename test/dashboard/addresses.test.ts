import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { flowAddress, nameOfPart, runAddress } from '../../src/dashboard/address/addresses.ts'
import { parseSearch, stringifySearch, valueOf, valuesOf } from '../../src/dashboard/address/query.ts'
import { spanMs, timeOf } from '../../src/dashboard/address/time.ts'
import { codePoint } from '../setup/models/codepoint.ts'

const key = fc.oneof(
  fc.constantFrom('status', 'flow', 'tag', 'from', 'sort', 'sel'),
  fc.string({ minLength: 1, unit: codePoint }).filter((text) => text !== '__proto__'),
)
const searches = fc.dictionary(
  key,
  fc.oneof(fc.string({ unit: codePoint }), fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2 })),
)

it('keeps every key and value of an address, whatever they hold', () => {
  fc.assert(
    fc.property(searches, (search) => {
      const read = parseSearch(stringifySearch(search))
      expect(new Set(Object.keys(read))).toEqual(new Set(Object.keys(search)))
      for (const name of Object.keys(search)) expect(valuesOf(read, name)).toEqual(valuesOf(search, name))
    }),
  )
})

it('writes equal views as equal addresses, and reads them as they were written', () => {
  expect(stringifySearch({ tz: 'utc', status: 'failed,running', x: '1', flow: 'a/b' })).toBe(
    '?status=failed,running&flow=a/b&tz=utc&x=1',
  )
  expect(stringifySearch({ x: '1', flow: 'a/b', status: 'failed,running', tz: 'utc' })).toBe(
    '?status=failed,running&flow=a/b&tz=utc&x=1',
  )
  expect(stringifySearch({})).toBe('')
  const search = parseSearch('?tag=team:ml&tag=prod&q=12&q=13')
  expect(valuesOf(search, 'tag')).toEqual(['team:ml', 'prod'])
  expect(valueOf(search, 'q')).toBe('13')
  expect(valuesOf(search, 'flow')).toEqual([])
})

it('reads times, absolute or from now, and nothing else', () => {
  const now = Date.parse('2026-11-26T14:00:00Z')
  expect(timeOf('-24h', now)).toBe(now - 86_400_000)
  expect(timeOf('-7d', now)).toBe(now - 7 * 86_400_000)
  expect(timeOf('2026-11-26T12:00:00Z', now)).toBe(now - 7_200_000)
  for (const text of ['', '-', '-x', '-1w', 'yesterday', '2026', '-999999999999h', '2026-13-40T99:00:00Z']) {
    expect(timeOf(text, now)).toBe(undefined)
  }
  expect(spanMs('90s')).toBe(90_000)
  expect(spanMs('5m')).toBe(300_000)
  expect(spanMs('5')).toBe(undefined)
})

const names = fc.oneof(
  fc.string({ unit: codePoint, minLength: 1 }),
  fc.constantFrom('.', '..', '~', '~.', '~..', '~~..', '...', 'a/b', 'a?b#c', '100%', 'a%2Fb', 'a\nb', '🚀'),
)

it('leads to the run of any flow, and never to a way up', () => {
  fc.assert(
    fc.property(names, (flow) => {
      const address = runAddress({ backend: 'main', flow, number: 7 })
      const { pathname, search, hash } = new URL(address, 'http://x')
      const parts = pathname.split('/')
      expect([parts.length, search, hash]).toEqual([5, '', ''])
      expect(nameOfPart(decodeURIComponent(parts[3]!))).toBe(flow)
      expect(flowAddress({ backend: 'main', name: flow }).split('/')[3]).toBe(parts[3])
    }),
  )
})

it('writes an address for half a surrogate pair, which no address can hold', () => {
  for (const text of ['\ud800', 'a\udc00b']) {
    expect(runAddress({ backend: 'main', flow: text, number: 1 })).toContain('%EF%BF%BD')
    expect(stringifySearch({ flow: text })).toContain('%EF%BF%BD')
  }
})
