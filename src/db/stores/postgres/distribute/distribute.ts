import type { Distribution, DistributeAsked, DistributionPlan } from '../../../distribution.ts'
import { problem } from '../../../inspection.ts'
import { inspectMigrations } from '../../migrate.ts'
import { openConnection } from '../connection.ts'
import { appliedIn } from '../inspect.ts'
import { carryOutStep, watchCopying } from './carrying.ts'
import * as found from './found.ts'
import { planDistribution } from './plan.ts'

type Unsafe = ReturnType<typeof openConnection>['unsafe']

const connectTimeout = 5_000
/** A catalog is read within a moment. Tables are copied for as long as it takes. */
const patience = 30_000

/** Spreads the tables of the store at this URL, which must be that of the server itself. */
export const distributionAt = (url: string, isAsked: boolean): Distribution => ({
  plan: (asked) => connected(url, patience, (unsafe) => looked(unsafe, isAsked, asked)),
  carryOut: (plan, asked, told) =>
    connected(url, 0, (unsafe) =>
      connected(url, patience, async (watching) => {
        await beAlone(unsafe)
        for (const step of plan.steps) {
          if (step.state === 'spread') continue
          const began = performance.now()
          const stop = watchCopying(watching, step, told)
          await carryOutStep(unsafe, step, asked)
            .catch((error: Error) => {
              throw new Error(`${step.table} cannot be spread: ${error.message}`, { cause: error })
            })
            .finally(stop)
          told.done(step.table, performance.now() - began)
        }
      }),
    ),
})

async function looked(unsafe: Unsafe, isAsked: boolean, asked: DistributeAsked): Promise<DistributionPlan> {
  const version = await found.citusVersion(unsafe)
  if (version === undefined) {
    const todo = 'Install Citus on every server, and run there: create extension citus;'
    return { findings: [problem('citus', 'The database has no extension citus.', todo)], steps: [] }
  }
  const migrations = inspectMigrations('postgres', await appliedIn({ unsafe }))
  const server = await found.serverOf(unsafe)
  const facts = {
    ...{ isAsked, version, migrations, ...server },
    nodes: await found.nodesOf(unsafe),
    unreachable: await found.unreachableOf(unsafe),
    others: await found.othersOn(unsafe),
    spread: await found.spreadOf(unsafe),
    local: await found.localOf(unsafe),
    hindrances: await found.hindrancesOf(unsafe),
  }
  return planDistribution(facts, asked)
}

async function connected<T>(
  url: string,
  statementTimeout: number,
  work: (unsafe: Unsafe) => Promise<T>,
): Promise<T> {
  const { unsafe, use, end } = openConnection(url, { prepare: true, statementTimeout, connectTimeout })
  try {
    return await use(() => work(unsafe))
  } finally {
    await end()
  }
}

/** Two at once would wait for each other's locks. */
async function beAlone(unsafe: Unsafe) {
  const [row] = await unsafe('select pg_try_advisory_lock(7823461095) as "isAlone"')
  if (row!['isAlone'] !== true) throw new Error('Another execgraph distribute works on this store.')
}
