import { parseArgs } from 'node:util'
import type { Outcome } from '../common/report.ts'
import { measure } from '../common/rounds.ts'
import { candidates } from './contestants.ts'
import { allFigures, batchGoals, printContestants } from './figures.ts'
import { onFilled, withContestants } from './started.ts'

const times = { warmUpMs: 3_000, busyMs: 1_000, quietMs: 500 }

/** 100 executions by id over HTTP, by this server and by others. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '9' } } })
  const measured = await onFilled((url) =>
    withContestants(url, candidates, [100], (entries, client) =>
      measure(entries, client, { ...times, rounds: Number(values.rounds) }),
    ),
  )
  printContestants(measured)
  return { figures: allFigures(measured), goals: batchGoals(measured) }
}
