import type { Backend, Reading } from '../../src/db/backend.ts'
import type { Case as CaseOf } from '../common/floor.ts'
import { createMeter } from '../../src/db/meter.ts'
import { countRuns } from '../../src/db/runs/counts.ts'
import type { RunFilter } from '../../src/db/runs/filter.ts'
import { runFacets } from '../../src/db/runs/facets.ts'
import { runHistogram } from '../../src/db/runs/histogram.ts'
import { type RunOrder, listRuns } from '../../src/db/runs/list.ts'
import { chooseRuns } from '../../src/db/runs/pick.ts'
import type { RunRow } from '../../src/db/runs/rows.ts'
import { bigFlows, now, rareFlow, smallFlows } from './rows.ts'
import { noValue } from '../../src/db/source/runs.ts'

/** The multiples are of the unfiltered newest page's time. */
export type Case = CaseOf<Backend>

export const reading = (): Reading => ({ now, meter: createMeter(), deadline: performance.now() + 600_000 })
const newest: RunOrder = { field: 'STARTED', descending: true }
const pageSize = 50
export const unfiltered = pageCase('newest page, unfiltered', {}, newest, null)

interface Asked {
  readonly name: string
  readonly filter: RunFilter
  readonly order?: RunOrder
  readonly most: number
}

const asked: readonly Asked[] = [
  ...(['COMPLETED', 'FAILED', 'RUNNING'] as const).map((status) => ({
    name: status,
    filter: { statuses: [status] },
    most: 2,
  })),
  { name: 'FAILED of a flow', filter: { statuses: ['FAILED'], flows: ['Flow3'] }, most: 2 },
  { name: 'FAILED, 1 in 100,000 of a flow', filter: { statuses: ['FAILED'], flows: [rareFlow] }, most: 2 },
  { name: 'RUNNING, none in a flow', filter: { statuses: ['RUNNING'], flows: [rareFlow] }, most: 2 },
  { name: 'order FINISHED', filter: {}, order: { field: 'FINISHED', descending: true }, most: 3 },
  { name: 'order DURATION', filter: {}, order: { field: 'DURATION', descending: true }, most: 3 },
  { name: 'order FLOW', filter: {}, order: { field: 'FLOW', descending: false }, most: 3 },
  { name: 'tag', filter: { anyTags: ['tag7'] }, most: 3 },
  { name: 'user', filter: { users: ['user7'] }, most: 3 },
]

/** Every case at its first page and at its 200th, and the summaries. */
export async function casesFor(backend: Backend): Promise<Case[]> {
  const pages = await Promise.all(
    asked.map(async ({ name, filter, order = newest, most }) => {
      const from = await placeOf(backend, filter, order, 199 * pageSize)
      const first = pageCase(`${name}, page 1`, filter, order, most)
      return from ? [first, pageCase(`${name}, page 200`, filter, order, most, from)] : [first]
    }),
  )
  return [...pages.flat(), ...summaries]
}

type From = Readonly<Record<string, string | number>>

function pageCase(name: string, filter: RunFilter, order: RunOrder, most: number | null, from?: From): Case {
  const page = { limit: pageSize + 1, from, backward: false }
  return { name, most, ask: (backend) => listRuns(backend, { filter, order }, page, reading()) }
}

/**
 * The position after so many runs of a list, reached page by page as a client would. `undefined` if the list is
 * shorter.
 */
async function placeOf(
  backend: Backend,
  filter: RunFilter,
  order: RunOrder,
  skip: number,
): Promise<From | undefined> {
  let from: From | undefined
  for (let passed = 0; passed < skip; passed += 995) {
    const rows = await listRuns(backend, { filter, order }, { limit: 995, from, backward: false }, reading())
    if (rows.length < 995) return undefined
    from = positionOf(rows.at(-1)!, order)
  }
  return from
}

function positionOf(row: RunRow, { field }: RunOrder): From {
  const value = { STARTED: row.startedAt, FINISHED: row.finishedAt, DURATION: row.durationMs, FLOW: 0 }[field]
  const key = { flow: row.flow, number: row.number }
  return field === 'FLOW' ? key : { value: value ?? noValue + row.startedAt!, ...key }
}

const flowNames = [
  ...Array.from({ length: bigFlows }, (_, index) => `Flow${index}`),
  ...Array.from({ length: smallFlows }, (_, index) => `Small${index}`),
  rareFlow,
]

const windows = { 'an hour': 1, 'a day': 24, '7 days': 7 * 24, '30 days': 30 * 24 }
const filters: Readonly<Record<string, RunFilter>> = {
  '': {},
  ', of a flow': { flows: ['Flow3'] },
  ', FAILED': { statuses: ['FAILED'] },
}

/** What a page asks for at every look. The edges of buckets lie within hours. */
const histograms: readonly Case[] = Object.entries(windows).flatMap(([span, hours]) =>
  Object.entries(filters).map(([of, filter]) => ({
    name: `histogram of ${span}${of}`,
    most: null,
    ask: (backend: Backend) => {
      const to = now - 1_234_567
      const buckets = { from: to - hours * 3_600_000, to, count: 60 }
      return runHistogram(backend, filter, buckets, reading())
    },
  })),
)

const summaries: readonly Case[] = [
  {
    name: 'latest FAILED of 50 flows, 29 without',
    most: null,
    ask: (backend) =>
      chooseRuns(
        backend,
        flowNames.map((flow) => ({ flow, number: null, name: null, statuses: ['FAILED'] })),
        reading(),
      ),
  },
  { name: 'counts by status', most: null, ask: (backend) => countRuns(backend, {}, 10_000, reading()) },
  ...histograms,
  {
    name: 'users and tags of the newest 10,000',
    most: null,
    ask: (backend) => runFacets(backend, {}, { limit: 10_001, values: 20 }, reading()),
  },
]

/** First pages and summaries, which a store without registers can answer in reasonable time. */
export const firstPages: readonly Case[] = [
  ...asked.map(({ name, filter, order = newest, most }) => pageCase(`${name}, page 1`, filter, order, most)),
  ...summaries,
]
