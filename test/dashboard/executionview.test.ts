import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { listIn, listText } from '../../src/dashboard/address/lists.ts'
import { parseSearch, stringifySearch } from '../../src/dashboard/address/query.ts'
import { keepEqual } from '../../src/dashboard/executions/keepequal.ts'
import {
  executionConditionsOf,
  executionFilterOf,
  executionViewOf,
} from '../../src/dashboard/executions/view.ts'
import { codePoint } from '../setup/models/codepoint.ts'

const now = Date.parse('2026-11-26T14:00:00Z')

it('keeps each value of a list, whatever it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: codePoint })), (values) => {
      expect(listIn(listText(values))).toEqual(values)
    }),
  )
  expect(listIn('a,b')).toEqual(['a', 'b'])
  expect(listIn(String.raw`a\,b,c`)).toEqual(['a,b', 'c'])
  expect(listIn(',,')).toEqual([])
  expect(listIn('a\\')).toEqual(['a\\'])
})

it('reads an address as a filter of executions', () => {
  const search = parseSearch(
    '?status=failed,timed_out&flow=A,B&tag=x&tag=y&alltag=z&backend=main&source=api&failureGroup=1:ab&from=-7d&min=90s',
  )
  expect(executionFilterOf(executionViewOf(search), now)).toEqual({
    status: ['FAILED', 'TIMED_OUT'],
    flow: ['A', 'B'],
    tagsAny: ['x', 'y'],
    tagsAll: ['z'],
    backend: ['main'],
    source: ['api'],
    failureGroup: ['1:ab'],
    startedAfter: '2026-11-19T14:00:00.000Z',
    minDurationMs: 90_000,
  })
})

it('asks for the last day by itself, and for all time where the address says so', () => {
  expect(executionFilterOf(executionViewOf({}), now)).toEqual({ startedAfter: '2026-11-25T14:00:00.000Z' })
  expect(executionFilterOf(executionViewOf({ from: 'all' }), now)).toEqual({})
})

it('says what of an address it does not understand, runs’ own conditions among it', () => {
  const view = executionViewOf(
    parseSearch('?status=failed,odd&sort=duration&user=chen&from=soon&min=x&group=flow'),
  )
  expect(view.status).toEqual(['FAILED'])
  expect(view.direction).toBe('DESC')
  expect(view.strange.toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
    { key: 'from', value: 'soon' },
    { key: 'group', value: 'flow' },
    { key: 'min', value: 'x' },
    { key: 'sort', value: 'duration' },
    { key: 'status', value: 'odd' },
    { key: 'user', value: 'chen' },
  ])
  expect(executionViewOf({ sort: 'started' }).direction).toBe('ASC')
})

it('names each condition, so that it can be dropped', () => {
  const view = executionViewOf(parseSearch('?status=timed_out&flow=A&source=api&failureGroup=1:ab'))
  expect(executionConditionsOf(view)).toEqual([
    { key: 'status', words: 'status: timed out' },
    { key: 'flow', words: 'flow: A' },
    { key: 'source', words: 'source: api' },
    { key: 'failureGroup', words: 'failure group: 1:ab' },
  ])
  expect(executionConditionsOf(executionViewOf({}))).toEqual([])
})

it('never fails on an address, and never sends what the API would refuse for its form', () => {
  const text = fc.string({ unit: codePoint })
  const keys = ['status', 'flow', 'tag', 'from', 'to', 'min', 'max', 'sort', 'source', 'failureGroup']
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), text), (search) => {
      const filter = executionFilterOf(executionViewOf(parseSearch(stringifySearch(search))), now)
      for (const [key, value] of Object.entries(filter)) {
        if (Array.isArray(value))
          expect(
            value.every((one) => one !== ''),
            key,
          ).toBe(true)
        else if (typeof value === 'string') expect(Date.parse(value)).not.toBeNaN()
        else expect(typeof value).toBe('number')
      }
    }),
  )
})

it('keeps rows that are as they were, so that only others are rendered', () => {
  const before = [
    { key: 'a', status: 'RUNNING' },
    { key: 'b', status: 'RUNNING' },
  ]
  const after = keepEqual(before, [
    { key: 'c', status: 'RUNNING' },
    { key: 'a', status: 'RUNNING' },
    { key: 'b', status: 'FAILED' },
  ])
  expect(after).toEqual([
    { key: 'c', status: 'RUNNING' },
    { key: 'a', status: 'RUNNING' },
    { key: 'b', status: 'FAILED' },
  ])
  expect(after[1]).toBe(before[0])
  expect(after[2]).not.toBe(before[1])
})
