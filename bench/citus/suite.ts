import { parseArgs } from 'node:util'
import { withDatabase } from '../common/postgres.ts'
import type { Figure, Goal, Outcome } from '../common/report.ts'
import { openAsking } from './asking.ts'
import { workersOf, withCluster } from './cluster.ts'
import { compareAll, compareClear } from './comparing.ts'
import { distribute } from './distributing.ts'
import { fill } from './records.ts'
import { measureSizes } from './sizes.ts'
import { comparedGoals, printCompared, printTimed, timedFigures } from './table.ts'
import { timeAll } from './timing.ts'

/**
 * What Execgraph does on a Citus cluster, beside a plain Postgres of the same machine. With `--size`: how many bytes rows
 * and their indexes take, on a plain one alone.
 */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      executions: { type: 'string', default: '20000' },
      shards: { type: 'string', default: '8' },
      workers: { type: 'string' },
      size: { type: 'string' },
    },
  })
  if (values.size !== undefined) return measureSizes(Number(values.size))
  const url = process.env['CITUS_URL']
  if (url === undefined) {
    console.log('CITUS_URL is not given: nothing was run. Name the coordinator of a Citus cluster by it.')
    return { figures: [], goals: [] }
  }
  const all = await workersOf(url)
  const counts = values.workers?.split(',').map(Number) ?? all.map((_, index) => index + 1)
  const [executions, shards] = [Number(values.executions), Number(values.shards)]
  const figures: Figure[] = []
  const goals: Goal[] = []
  for (const count of counts) {
    const one = await withDatabase((plain) =>
      withCluster(url, all.slice(0, count), (cluster) =>
        onBoth({ plain, cluster, executions, shards, count }),
      ),
    )
    figures.push(...one.figures)
    goals.push(...one.goals)
  }
  return { figures, goals }
}

interface Both {
  readonly plain: string
  readonly cluster: string
  readonly executions: number
  readonly shards: number
  readonly count: number
}

async function onBoth({ plain, cluster, executions, shards, count }: Both): Promise<Outcome> {
  const title = `${count} ${count === 1 ? 'worker' : 'workers'}, ${shards} shards, ${executions} executions`
  const own = await openAsking(plain)
  const other = await openAsking(`${cluster}?citus=true`)
  try {
    console.log(`\n${title}: filling …`)
    for (const asking of [own, other]) await fill(asking, executions)
    await distribute(cluster, { shards, recorded: executions }, other)
    const compared = await compareAll(own, other)
    const timed = await timeAll(own, other, executions)
    printTimed(title, timed)
    compared.push(...(await compareClear(own, other)))
    printCompared(title, compared)
    return { figures: timedFigures(title, timed), goals: comparedGoals(title, compared) }
  } finally {
    await Promise.all([own.close(), other.close()])
  }
}
