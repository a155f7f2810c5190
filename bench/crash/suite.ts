import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { type Goal, type Outcome, violationGoals } from '../common/report.ts'
import { type StoreName, storeNames, withStore } from '../common/stores.ts'
import { type Checked, check } from './check.ts'
import { load, newLedger, resend } from './load.ts'
import { startProgram } from '../common/program.ts'
import { useToken } from '../common/token.ts'

/** Kills the server repeatedly under write load. Whatever it has acknowledged must be stored, whole and once. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, kills: { type: 'string', default: '20' } },
  })
  const stores = chosen(storeNames, values.only)
  const goals: Goal[] = []
  for (const store of stores) {
    const { counts, violations } = await withStore(store, (url) => killed(store, url, Number(values.kills)))
    console.log(`\n${store}, killed ${values.kills} times. Executions by what their clients were told:`)
    for (const name of Object.keys(counts).toSorted((a, b) => (a < b ? -1 : 1)))
      console.log(`  ${name}: ${counts[name]}`)
    console.log(violations.length === 0 ? '  No violation.' : `  ${violations.length} VIOLATIONS`)
    for (const violation of violations.slice(0, 10)) console.error(`  ${violation.slice(0, 2_000)}`)
    if (violations.length > 0) process.exitCode = 1
    goals.push(
      ...violationGoals(`${store}, ${values.kills} kills`, 'executions', sum(counts), violations.length),
    )
  }
  return { figures: [], goals }
}

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, one) => all + one, 0)

async function killed(name: StoreName, store: string, kills: number): Promise<Checked> {
  const ledger = newLedger()
  const options = await useToken(store)
  const start = () => startProgram(store, undefined, [...options, '--max-read-ms', '60000'])
  for (let kill = 1; kill <= kills; kill++) {
    const server = await start()
    let isKilled = false
    await resend(server.url, ledger)
    const clients = load(server.url, ledger, () => isKilled)
    await setTimeout(200 + Math.random() * 1_300)
    isKilled = true
    await server.kill()
    await clients
    process.stdout.write(`${name}: kill ${kill} of ${kills}, ${ledger.stages.size} executions sent\r`)
  }
  const server = await start()
  try {
    const checked = await check(server.url, store, ledger)
    return { ...checked, violations: [...checked.violations, ...ledger.wrong] }
  } finally {
    await server.kill()
  }
}
