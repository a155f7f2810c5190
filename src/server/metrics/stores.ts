import type { Backend } from '../../db/backend.ts'
import type { Report } from '../../db/watching/report.ts'
import { type Family, createBuckets, createSums, secondsBounds } from './registry.ts'

/** What was run by one name. Names are those of the program's own statements. */
interface Run {
  count: number
  rows: number
  ms: number
}

interface Watched {
  readonly backend: Backend
  readonly runs: Map<string, Run>
  readonly times: ReturnType<typeof createBuckets>
  /** When the store stopped answering, in `performance.now()`. */
  awayAt: number | undefined
  awayMs: number
}

/** Watches the stores: their statements, outages and pools. */
export function storeFamilies(backends: readonly Backend[]): Family[] {
  const stores = backends.map(watch)
  const outages = createSums(['backend', 'part'])
  const slow = createSums(['backend'])
  for (const { backend } of stores)
    backend.reportTo?.((report) => {
      if (report.what === 'away') outages.add(1, backend.name, report.part)
      if (report.what === 'slow') slow.add(1, backend.name)
    })
  return [
    ...statementFamilies(stores),
    family('slow_statements_total', 'counter', 'Statements of half a second or more.', slow.samples),
    family(
      'outages_total',
      'counter',
      'How often a store, or a part of it, stopped answering.',
      outages.samples,
    ),
    ...upFamilies(stores),
    ...poolFamilies(backends),
  ]
}

function watch(backend: Backend): Watched {
  const own: Watched = {
    backend,
    runs: new Map(),
    times: createBuckets(secondsBounds),
    awayAt: undefined,
    awayMs: 0,
  }
  backend.reportTo?.((report) => noteIn(own, report))
  return own
}

function noteIn(own: Watched, report: Report): void {
  if (report.what === 'ran') {
    const { statement, rows, ms } = report
    let run = own.runs.get(statement)
    if (!run) own.runs.set(statement, (run = { count: 0, rows: 0, ms: 0 }))
    run.count += 1
    run.rows += rows
    run.ms += ms
    own.times.observe(ms / 1_000)
  } else if (report.what === 'away' && report.part === 'store') own.awayAt = performance.now()
  else if (report.what === 'back' && report.part === 'store') {
    own.awayMs += report.ms
    own.awayAt = undefined
  }
}

const family = (name: string, type: Family['type'], help: string, samples: Family['samples']): Family => ({
  name: `execgraph_${name}`,
  type,
  help,
  samples,
})

function statementFamilies(stores: readonly Watched[]): Family[] {
  const each = (value: (run: Run) => number) => () =>
    stores.flatMap(({ backend, runs }) =>
      [...runs].map(([statement, run]) => ({
        labels: { backend: backend.name, statement },
        value: value(run),
      })),
    )
  return [
    family(
      'statements_total',
      'counter',
      'Statements that were run.',
      each(({ count }) => count),
    ),
    family(
      'statement_rows_total',
      'counter',
      'Rows that statements returned.',
      each(({ rows }) => rows),
    ),
    family(
      'statement_seconds_total',
      'counter',
      'Time of statements.',
      each(({ ms }) => ms / 1_000),
    ),
    family('statement_duration_seconds', 'histogram', 'Times of statements.', () =>
      stores.flatMap(({ backend, times }) => [...times.samples({ backend: backend.name })]),
    ),
  ]
}

function upFamilies(stores: readonly Watched[]): Family[] {
  const labels = ({ backend: { name, kind } }: Watched) => ({ backend: name, kind })
  const isUp = ({ backend, awayAt }: Watched) => awayAt === undefined && (backend.isOpen?.() ?? true)
  return [
    family('backend_up', 'gauge', '1 if the store answered when it was last asked, else 0.', () =>
      stores.map((one) => ({ labels: labels(one), value: isUp(one) ? 1 : 0 })),
    ),
    family('outage_seconds_total', 'counter', 'How long a store did not answer.', () =>
      stores.map((one) => {
        const since = one.awayAt === undefined ? 0 : performance.now() - one.awayAt
        return { labels: { backend: one.backend.name }, value: (one.awayMs + since) / 1_000 }
      }),
    ),
  ]
}

function poolFamilies(backends: readonly Backend[]): Family[] {
  const each = (what: 'size' | 'used' | 'waiting') => () =>
    backends.flatMap(({ name, pools }) =>
      (pools?.() ?? []).map((use) => ({ labels: { backend: name, pool: use.pool }, value: use[what] })),
    )
  return [
    family('pool_size', 'gauge', 'Connections or threads that may be used at once.', each('size')),
    family('pool_used', 'gauge', 'Connections or threads in use.', each('used')),
    family('pool_waiting', 'gauge', 'Reads and writes that wait for one.', each('waiting')),
  ]
}
