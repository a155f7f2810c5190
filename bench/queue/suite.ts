import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { withDatabase } from '../common/postgres.ts'
import type { Outcome } from '../common/report.ts'
import { type Case, type Result, casesOf } from './cases.ts'
import { equalWork } from './equal.ts'
import { fill } from './fill.ts'
import { fillBoss, fillGraphile } from './jobs.ts'
import { type Counts, measure } from './measure.ts'
import { type Store, withPostgres, withSqlite } from './stores.ts'
import { figuresOf, goalsOf, printResults } from './table.ts'

/** How each fills its store, and how its progress is read. */
const entrants: Readonly<
  Record<Case['who'], { fill: (store: Store, count: number) => Promise<void>; counts: Counts }>
> = {
  ours: {
    fill,
    counts: {
      jobs: `select count(*) from node_results where status = 'COMPLETED'`,
      finished: 'select count(*) from executions where verdict = 1',
    },
  },
  graphile: {
    fill: fillGraphile,
    counts: { jobs: 'select -count(*) from graphile_worker._private_jobs', finished: 'select 0' },
  },
  pgboss: {
    fill: fillBoss,
    counts: { jobs: `select count(*) from pgboss.job where state = 'completed'`, finished: 'select 0' },
  },
}

/** queue-noop: executions of 49 no-op actions, started beforehand, against queues of no-op jobs. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      executions: { type: 'string' },
      ms: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
    },
  })
  const ms = Number(values.ms)
  const cases = casesOf(ms)
  const only = chosen(['equal', 'ours', 'graphile', 'pgboss', 'postgres', 'sqlite'], values.only)
  const sizes = [...new Set(cases.map(({ count }) => String(count)))]
  const counts = chosen(sizes, values.executions, '--executions')
  const asked = cases.filter(
    ({ who, store, count }) =>
      [who, store].some((one) => only.includes(one)) && counts.includes(String(count)),
  )
  const hasEqual = only.includes('equal')
  if (asked.length === 0 && !hasEqual) throw new Error('Nothing is left of --only and --executions.')
  const equal = hasEqual
    ? await withDatabase((server) => equalWork(server, 2 * ms, Number(values.rounds)))
    : { figures: [], goals: [] }
  const results = await inStores(asked)
  if (results.length > 0) printResults(results)
  return { figures: [...equal.figures, ...figuresOf(results)], goals: goalsOf(results) }
}

async function inStores(cases: readonly Case[]): Promise<Result[]> {
  const results: Result[] = []
  const note = async (one: Case, store: Store) => {
    process.stderr.write(`${one.store}: ${one.who}, ${one.count}, window ${one.work.window} …\n`)
    results.push(await run(one, store))
  }
  const inPostgres = cases.filter(({ store }) => store === 'postgres')
  if (inPostgres.length > 0)
    await withDatabase(async (server) => {
      for (const one of inPostgres) await withPostgres(server, (store) => note(one, store))
    })
  for (const one of cases) if (one.store === 'sqlite') await withSqlite((store) => note(one, store))
  return results
}

async function run(one: Case, store: Store): Promise<Result> {
  const { fill: fillStore, counts } = entrants[one.who]
  await fillStore(store, one.count)
  const measured = await measure(store, one.who, one.work, counts, one.span, one.processes)
  return { ...one, ...measured, setup: await store.setup() }
}
