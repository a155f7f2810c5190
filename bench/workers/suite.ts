import { parseArgs } from 'node:util'
import { median, rounded } from '../common/numbers.ts'
import { withDatabase } from '../common/postgres.ts'
import { type Figure, type Outcome, printTable, spreadOf } from '../common/report.ts'
import { fill } from '../queue/fill.ts'
import { type Measured, measure } from '../queue/measure.ts'
import { places } from '../queue/serve.ts'
import { withPostgres } from '../queue/stores.ts'

const ways = { crewinprocess: 'in process', crewgraphql: 'over GraphQL' } as const
type Way = keyof typeof ways

const counts = {
  jobs: `select count(*) from node_results where status = 'COMPLETED'`,
  finished: 'select count(*) from executions where verdict = 1',
}

interface Crew {
  readonly way: Way
  readonly workers: number
  readonly rounds: Measured[]
}

/** Actions a second by the number of workers. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      workers: { type: 'string', default: '1,4,16,64' },
      executions: { type: 'string', default: '5000' },
      ms: { type: 'string', default: '8000' },
      rounds: { type: 'string', default: '3' },
    },
  })
  const [executions, ms] = [Number(values.executions), Number(values.ms)]
  const all = (Object.keys(ways) as Way[]).flatMap((way) =>
    values.workers.split(',').map((workers): Crew => ({ way, workers: Number(workers), rounds: [] })),
  )
  await withDatabase(async (server) => {
    for (let round = 0; round < Number(values.rounds); round++)
      for (const one of round % 2 === 0 ? all : all.toReversed()) {
        process.stderr.write(`round ${round + 1}: ${one.workers} workers ${ways[one.way]} …\n`)
        const work = { window: one.workers, policy: 'at once' } as const
        const measured = await withPostgres(server, async (store) => {
          await fill(store, executions)
          return measure(store, one.way, work, counts, { ms })
        })
        if (measured.finished === executions)
          throw new Error('They ran out of work: --executions takes more.')
        one.rounds.push(measured)
      }
  })
  print(all)
  return { figures: all.flatMap(figuresOf), goals: [] }
}

const rates = ({ rounds }: Crew) => rounds.map(({ jobs, ms }) => (jobs * 1_000) / ms)
const cpus = ({ rounds }: Crew) => rounds.map(({ cpu, jobs }) => cpu / jobs)

function print(all: readonly Crew[]) {
  const rows = all.map((one) => [
    `${one.workers} ${ways[one.way]}`,
    String(rounded(median(rates(one)))),
    String(rounded(median(cpus(one)))),
  ])
  printTable([`workers of ${places} places`, 'actions/s', 'CPU µs'], rows)
}

function figuresOf(one: Crew): Figure[] {
  const name = `${one.workers} ${one.workers === 1 ? 'worker' : 'workers'} ${ways[one.way]}`
  const growth = { plot: 'workers', line: ways[one.way], x: one.workers }
  const plain = { against: null, ratio: null }
  return [
    { name, value: median(rates(one)), unit: 'actions/s', ...plain, spread: spreadOf(rates(one)), growth },
    { name: `${name}: CPU without Postgres`, value: median(cpus(one)), unit: 'µs/action', ...plain },
  ]
}
