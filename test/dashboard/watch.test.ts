import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  nat,
  option,
  property,
  record,
  string,
  stringMatching,
} from 'fast-check'
import { expect, it } from 'vitest'
import { cellsOf, openOnes, perRow, rowsOf } from '../../src/dashboard/watch/cells.ts'
import { placeOf, textOf } from '../../src/dashboard/watch/codec.ts'
import { executionAddress, runAddress } from '../../src/dashboard/address/addresses.ts'
import { addressedId, flowsOfRuns, mayBeRunId } from '../../src/dashboard/watch/addressed.ts'
import { distinctIds, findIds, timeText } from '../../src/dashboard/watch/ids.ts'

const id = stringMatching(/^[\p{L}\p{N}:./_-]{1,60}$/u)
const separator = constantFrom('\n', ' ', ',', '", "', "','", '\t', ' ,\r\n', ';')

it('finds the ids of whatever was pasted, and where each stands', () => {
  assert(
    property(array(id), separator, (ids, between) => {
      const text = ids.join(between)
      const found = findIds(text)
      expect(found.map((one) => one.id)).toEqual(ids)
      for (const one of found) expect(text.slice(one.from, one.to)).toBe(one.id)
      expect(distinctIds(found)).toEqual([...new Set(ids)])
    }),
  )
  expect(findIds('["a", "b",\n "a"]\n').map(({ id: one, time }) => [one, time])).toEqual([
    ['a', 1],
    ['b', 1],
    ['a', 2],
  ])
  expect([2, 3, 4, 11, 12, 13, 21, 112].map(timeText)).toEqual([
    '2nd time', '3rd time', '4th time', '11th time', '12th time', '13th time', '21st time', '112th time',
  ]) // prettier-ignore
})

it('keeps ids in an address and finds them there', async () => {
  await assert(
    asyncProperty(array(id, { maxLength: 500, size: 'max' }), async (ids) => {
      const place = await placeOf(ids)
      expect(encodeURIComponent(place.ids ?? '').length).toBeLessThanOrEqual(2_000)
      expect(place.ids === undefined || place.hash === undefined).toBe(true)
      expect(place.hash ?? 'z=').toMatch(/^z=[\w-]*$/)
      expect(distinctIds(findIds((await textOf(place)) ?? ''))).toEqual([...new Set(ids)])
    }),
    { numRuns: 50 },
  )
})

it('does not read an address that is cut, not its own, or unfolds to more than a page can hold', async () => {
  await assert(
    asyncProperty(string(), async (hash) => {
      const text = await textOf({ ids: undefined, hash: `z=${hash}` })
      expect(text === undefined || text.length <= 1_000_000).toBe(true)
    }),
  )
  const zeros = new Blob([new Uint8Array(5_000_000)]).stream()
  const folded = await new Response(zeros.pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer()
  const hash = `z=${Buffer.from(folded).toString('base64url')}`
  expect(await textOf({ ids: undefined, hash })).toBe(undefined)
  expect(await textOf({ ids: 'a,b', hash: undefined })).toBe('a\nb')
})

const standing = record({
  status: constantFrom('FAILED', 'RUNNING', 'COMPLETED', 'PENDING', 'NEW_ONE'),
  attempt: nat({ max: 3 }),
})

it('has one cell for each id, or one for neighbours that are done', () => {
  assert(
    property(array(option(standing, { nil: undefined })), boolean(), (all, isFolded) => {
      const cells = cellsOf(all, isFolded)
      expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
      let next = 0
      for (const { index, count } of cells) {
        expect(index).toBe(next)
        next += count
        if (count > 1) for (const one of all.slice(index, next)) expect(one?.status).toBe('COMPLETED')
      }
      if (!isFolded) expect(cells.length).toBe(all.length)
    }),
  )
})

it('lists what is not done, the worst first and otherwise in the order given', () => {
  const one = (status: string, attempt = 1) => ({ status, attempt })
  const all = [one('RUNNING'), one('COMPLETED'), one('TIMED_OUT'), one('RUNNING', 2), one('FAILED')]
  expect(openOnes(all)).toEqual([all[4], all[2], all[3], all[0]])
})

it('fills rows by tens', () => {
  expect([380, 600, 904, 2_000].map((width) => perRow(width, [24, 4, 56]))).toEqual([10, 10, 30, 30])
  expect(perRow(200, [24, 4, 56])).toBe(5)
  expect(rowsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
})

const name = string({ minLength: 1, unit: 'grapheme' })
const number = nat({ max: 1_000_000 })

it('takes an address of the dashboard for the id of what it shows', () => {
  assert(
    property(name, name, number, (backend, flow, run) => {
      const address = runAddress({ backend, flow, number: run })
      expect(addressedId(`https://graph.example:4000${address}?tab=graph&x=1#y`)).toBe(
        `${backend}:${flow}/${run}`,
      )
      expect(addressedId(address)).toBe(`${backend}:${flow}/${run}`)
      expect(addressedId(`http://h${executionAddress(`${backend}:${flow}`)}`)).toBe(`${backend}:${flow}`)
    }),
  )
  for (const text of [
    'http://h/',
    'http://h/runs/a/b',
    'http://h/runs/a/b/c',
    'http://h/runs/%/b/1',
    'https://',
    'x/1',
  ])
    expect(addressedId(text)).toBe(undefined)
  const text = 'see http://h/runs/main/Train/25?tab=graph, "main:Train/25" and /executions/main%3Ajob-1'
  const found = findIds(text)
  expect(found.map(({ id, time }) => [id, time])).toEqual([
    ['see', 1],
    ['main:Train/25', 1],
    ['main:Train/25', 2],
    ['and', 1],
    ['main:job-1', 1],
  ])
  expect(text.slice(found[1]!.from, found[1]!.to)).toBe('http://h/runs/main/Train/25?tab=graph')
})

it('tells what may be a run, and of which flows it may be', () => {
  expect(['Train/25', 'main:Train/25', 'a/b/7'].map(mayBeRunId)).toEqual([true, true, true])
  expect(['job-1', 'Train/', '/25', 'Train/25/start', 'Train/x25'].map(mayBeRunId)).toEqual(
    Array.from({ length: 5 }, () => false),
  )
  expect(flowsOfRuns(['Train/25', 'Train/26', 'main:Train/25', 'x:y:Odd/1'])).toEqual([
    'Train',
    'main:Train',
    'x:y:Odd',
    'y:Odd',
  ])
})
