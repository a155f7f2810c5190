import { deepStrictEqual } from 'node:assert/strict'
import { median, ratio, rounded } from '../common/numbers.ts'
import { type Figure, type Outcome, printTable, spreadOf } from '../common/report.ts'
import { type Counts, type Measured, measure } from './measure.ts'
import { type Store, withPostgres } from './stores.ts'

/** Who does the same work, with the program of each in `workers/`. */
const entrants = {
  inprocess: 'Execgraph, in process',
  graphql: 'Execgraph, GraphQL workers',
  dbos: 'DBOS',
} as const
type Entrant = keyof typeof entrants

const windows = [20, 100, 400]
const stepsOfOne = 49

const ours: Counts = {
  jobs: `select count(*) from node_results where status = 'COMPLETED'`,
  finished: 'select count(*) from executions where verdict = 1',
}
const counts: Readonly<Record<Entrant, Counts>> = {
  inprocess: ours,
  graphql: ours,
  dbos: {
    jobs: 'select count(*) from dbos.operation_outputs',
    finished: `select count(*) from dbos.workflow_status where status = 'SUCCESS'`,
  },
}
/** SQL: the steps of finished executions. */
const stepsOfFinished: Readonly<Record<Entrant, string>> = {
  inprocess: 'select count(*) from node_results join executions using (execution_id) where verdict = 1',
  graphql: 'select count(*) from node_results join executions using (execution_id) where verdict = 1',
  dbos: `select count(*) from dbos.operation_outputs o join dbos.workflow_status w using (workflow_uuid)
    where w.status = 'SUCCESS'`,
}

interface Equal {
  readonly who: Entrant
  readonly window: number
  readonly rounds: Measured[]
}

/** The same steps by each, started on the clock, in turn on one Postgres. */
export async function equalWork(server: string, ms: number, rounds: number): Promise<Outcome> {
  const all = windows.flatMap((window) =>
    (Object.keys(entrants) as Entrant[]).map((who): Equal => ({ who, window, rounds: [] })),
  )
  for (let round = 0; round < rounds; round++)
    for (const one of round % 2 === 0 ? all : all.toReversed()) {
      process.stderr.write(
        `equal work, round ${round + 1} of ${rounds}: ${one.who}, window ${one.window} …\n`,
      )
      one.rounds.push(await withPostgres(server, (store) => oneRound(store, one, ms)))
    }
  print(all)
  return { figures: all.flatMap((one) => figuresOf(one, all)), goals: [] }
}

async function oneRound(store: Store, { who, window }: Equal, ms: number): Promise<Measured> {
  const measured = await measure(store, who, { window, policy: 'at once' }, counts[who], {
    ...{ ms, warmUpMs: ms / 4 },
  })
  const count = async (text: string) => Number(Object.values((await store.run(text))[0]!)[0])
  const finished = await count(counts[who].finished)
  // Each step of a finished execution is recorded, in the store of each of them.
  deepStrictEqual(await count(stepsOfFinished[who]), finished * stepsOfOne, `${entrants[who]}: steps`)
  return measured
}

const rates = ({ rounds }: Equal) => rounds.map(({ jobs, ms }) => (jobs * 1_000) / ms)
const cpus = ({ rounds }: Equal) => rounds.map(({ cpu, jobs }) => cpu / jobs)
const latencies = ({ rounds }: Equal, which: 'p50' | 'p99') => rounds.map((one) => one[which] ?? NaN)
const nameOf = ({ who, window }: Equal) => `${entrants[who]}, window ${window}`

function print(all: readonly Equal[]) {
  const rows = all.map((one) => [
    nameOf(one),
    ...[rates(one), latencies(one, 'p50'), latencies(one, 'p99'), cpus(one)].map((values) =>
      String(rounded(median(values))),
    ),
  ])
  printTable(['49 steps each, started on the clock', 'steps/s', 'p50 ms', 'p99 ms', 'CPU µs'], rows)
}

function figuresOf(one: Equal, all: readonly Equal[]): Figure[] {
  const name = `equal work: ${nameOf(one)}`
  const plain = { against: null, ratio: null }
  const other = all.find(({ who, window }) => who === 'dbos' && window === one.window)!
  const growth = { plot: 'queue', line: entrants[one.who], x: one.window }
  const times = (which: 'p50' | 'p99') => ({
    ...{ name: `${name}: start to finish, ${which}`, value: median(latencies(one, which)), unit: 'ms' },
    ...{ against: other === one ? null : 'DBOS', spread: spreadOf(latencies(one, which)) },
    ratio: other === one ? null : ratio(latencies(one, which), latencies(other, which)),
  })
  return [
    { name, value: median(rates(one)), unit: 'steps/s', ...plain, spread: spreadOf(rates(one)), growth },
    ...(other === one
      ? []
      : [
          {
            ...{ name, value: median(rates(one)), unit: 'steps/s', against: 'DBOS' },
            ratio: ratio(rates(one), rates(other)),
          },
        ]),
    times('p50'),
    times('p99'),
    { name: `${name}: CPU without Postgres`, value: median(cpus(one)), unit: 'µs/step', ...plain },
  ]
}
