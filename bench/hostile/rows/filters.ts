import { record } from '../fill.ts'
import type { Row } from '../row.ts'

const words = [
  'COMPLETED',
  'FAILED',
  'RUNNING',
  'PENDING',
  'CANCELLED',
  'TIMED_OUT',
  'WAITING',
  'PAUSED',
  'UNKNOWN',
]

const time = '"2026-01-01T00:00:00Z"'

/** Each part is present or not: with the subsets of the statuses these are 511 x 4,096 combinations. */
const parts = [
  'flow:["bulk"]',
  'flow:["bulk","other"]',
  'source:["api"]',
  'tagsAny:["a"]',
  'tagsAny:["a","b"]',
  'tagsAll:["a"]',
  'tagsAll:["a","b","c"]',
  `startedAfter:${time}`,
  'minDurationMs:1',
  'maxDurationMs:100000',
  'scriptPrefix:"s"',
  'parent:"p"',
]

const aliases = 10

/** The filter of this number. No two of the first 100,000 have the same fields. */
function filterOf(number: number): string {
  const statuses = words.filter((_, bit) => ((1 + (number % 511)) >> bit) % 2 === 1)
  const present = parts.filter((_, bit) => ((number * 2_654_435) >> bit) % 2 === 1)
  const perField = new Map(present.map((part) => [part.split(':')[0], part]))
  return [`status:[${statuses.join(',')}]`, ...perField.values()].join(',')
}

function document(number: number) {
  const fields = Array.from({ length: aliases }, (_, alias) => {
    const filter = filterOf(number * aliases + alias)
    const page = number % 3 === 0 ? 'last:5' : 'first:5'
    return `h${alias}:executionHistory(filter:{${filter}},${page}){nodes{id}}`
  })
  return JSON.stringify({ query: `{${fields.join(' ')}}` })
}

/** Combines the fields of filters in new ways. */
export const filters: Row = {
  number: 5,
  sends: '4 lanes of 10 executionHistory with filters that nobody combined before',
  fill: (ask) => record(ask, 500, (number) => ({ id: `bulk-${number}`, tags: ['a', 'b'] })),
  attack: (hostile) => hostile.lanes(4, (number) => hostile.ask({ body: document(number) }), 10_000),
}
