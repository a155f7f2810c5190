import { expect, it } from 'vitest'
import { runlessOf } from '../../src/dashboard/backends/runless.ts'

const main = { name: 'main', hasRuns: true }
const [jobs, flows] = ['jobs', 'flows'].map((name) => ({ name, hasRuns: false }))

it('knows when only backends without runs are asked', () => {
  expect(runlessOf([main, jobs!])).toEqual([])
  expect(runlessOf([jobs!, flows!])).toEqual(['jobs', 'flows'])
  expect(runlessOf([main, jobs!, flows!], ['jobs'])).toEqual(['jobs'])
  expect(runlessOf([main, jobs!], ['jobs', 'main'])).toEqual([])
  expect(runlessOf([main], ['unknown'])).toEqual([])
  expect(runlessOf([])).toEqual([])
})
