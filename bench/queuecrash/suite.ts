import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { type Goal, type Outcome, violationGoals } from '../common/report.ts'
import { withStore } from '../common/stores.ts'
import { crash, killing } from './crash.ts'
import { type Ledger, count } from './ledger.ts'
import { type FragilePostgres, withFragile } from './postgres.ts'

/**
 * Kills servers, workers and Postgres while the queue works. Whatever was acknowledged must be done, each node once.
 */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      kills: { type: 'string', default: '100' },
      outages: { type: 'string', default: '5' },
    },
  })
  const kills = Number(values.kills)
  const cases: Readonly<Record<string, (name: string) => Promise<Ledger>>> = {
    'sqlite': (name) => withStore('sqlite', (store) => crashed(name, store, 1, kills)),
    'sqlite-shared': (name) => withStore('sqlite', (store) => crashed(name, store, 2, kills)),
    'postgres': (name) => withStore('postgres', (store) => crashed(name, store, 2, kills)),
    'outage': () => withFragile((server) => withOutages(server, Number(values.outages))),
  }
  const goals: Goal[] = []
  for (const name of chosen(Object.keys(cases), values.only))
    goals.push(...tell(name, await cases[name]!(name)))
  return { figures: [], goals }
}

const newSeed = () => Math.floor(Math.random() * 1e9)

const crashed = (name: string, store: string, servers: number, kills: number) =>
  crash(
    { store, servers, workers: 3, firstSeed: newSeed() },
    killing(kills, (kill, { started }) =>
      process.stdout.write(`${name}: kill ${kill} of ${kills}, ${started.size} executions started\r`),
    ),
  )

const withOutages = (server: FragilePostgres, outages: number) =>
  crash({ store: server.url, servers: 2, workers: 3, firstSeed: newSeed() }, async (_, ledger) => {
    for (let outage = 0; outage < outages; outage++) {
      await setTimeout(2_000 + Math.random() * 3_000)
      await server.down(outage % 2 === 0 ? 'SIGQUIT' : 'SIGKILL')
      count(ledger, `outages by ${outage % 2 === 0 ? 'SIGQUIT' : 'SIGKILL'}`)
      await setTimeout(Math.random() * 3_000)
      await server.up()
    }
    await setTimeout(2_000)
  })

function tell(name: string, { started, counts, violations }: Ledger): Goal[] {
  console.log(`\n${name}: ${started.size} executions`)
  for (const what of Object.keys(counts).toSorted((a, b) => (a < b ? -1 : 1)))
    console.log(`  ${what}: ${counts[what]}`)
  console.log(violations.length === 0 ? '  No violation.' : `  ${violations.length} VIOLATIONS`)
  for (const violation of violations.slice(0, 20)) console.error(`  ${violation.slice(0, 2_000)}`)
  if (violations.length > 0) process.exitCode = 1
  return violationGoals(name, 'executions', started.size, violations.length)
}
