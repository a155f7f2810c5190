import { parseArgs } from 'node:util'
import { chosen } from '../common/chosen.ts'
import { startLoadClient } from '../common/load.ts'
import { rounded } from '../common/numbers.ts'
import { startProgram } from '../common/program.ts'
import { startProxy } from '../common/proxy.ts'
import { type Goal, type Outcome, printTable } from '../common/report.ts'
import { withStore } from '../common/stores.ts'
import { type FragilePostgres, withFragile } from '../queuecrash/postgres.ts'
import { lostOf } from './check.ts'
import { type FaultName, faultNames, faultsOf } from './faults.ts'
import { type Ledger, newLedger, works } from './ledger.ts'
import { recordBeacon, startLoad, stored } from './load.ts'
import { type Round, oneRound } from './round.ts'

/** Takes a Postgres away under reads, writes, work and streams, beside a SQLite that goes on. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, seconds: { type: 'string', default: '10' } },
  })
  const names = chosen(faultNames, values.only)
  const seconds = Number(values.seconds)
  if (!(seconds >= 1 && seconds <= 600)) throw new Error('--seconds takes 1 to 600.')
  const ledger = newLedger()
  const rounds = await withFragile((server) =>
    withStore('sqlite', (other) => faulty(server, other, { names, seconds }, ledger)),
  )
  return outcomeOf(rounds, ledger)
}

interface Asked {
  readonly names: readonly FaultName[]
  readonly seconds: number
}

async function faulty(server: FragilePostgres, other: string, { names, seconds }: Asked, ledger: Ledger) {
  const proxy = await startProxy(server.url)
  const options = ['--backend', `other=${other}`]
  const program = await startProgram(proxy.url, undefined, options)
  const client = startLoadClient()
  const { url } = program
  try {
    const bodies = await fill(url)
    await recordBeacon(url)
    const load = startLoad(url, ledger)
    const faults = faultsOf(server, proxy)
    const rounds: Round[] = []
    for (const name of names) {
      process.stderr.write(`${name} …\n`)
      rounds.push(await oneRound(name, faults[name], { client, url, bodies, seconds }, ledger))
    }
    await load.stop()
    ledger.wrong.push(...(await lostOf(url, ledger)))
    return rounds
  } finally {
    await client.stop()
    await program.kill()
    await proxy.close()
  }
}

const query =
  'query ($ids: [ID!]!) { executions(ids: $ids, backend: "other") { key flow status startedAt inputs { json } } }'
const recording = `mutation ($input: RecordExecutionsInput!) {
  answer: recordExecutions(input: $input) { results { ok problem { code message } } } }`

/** Fills the second store, and returns what it is asked. */
async function fill(url: string): Promise<string[]> {
  const ids = Array.from({ length: 500 }, (_, index) => `o${index}`)
  const executions = ids.map((id) => ({ id, flow: 'Other', status: 'RUNNING', inputs: { id } }))
  await stored(url, recording, { backend: 'other', executions }, ids)
  return Array.from({ length: 25 }, (_, page) =>
    JSON.stringify({ query, variables: { ids: ids.slice(page * 20, page * 20 + 20) } }),
  )
}

const mostRatio = 2
const mostSeconds = 5

function outcomeOf(rounds: readonly Round[], { acknowledged, wrong }: Ledger): Outcome {
  printTable(
    [
      'Postgres',
      'other p95 before',
      'during',
      'refused',
      'in (median, most)',
      ...works.map((one) => `${one} again`),
    ],
    rounds.map(({ name, before, during, refused, recovered }) => [
      name,
      `${rounded(before)} ms`,
      `${rounded(during)} ms`,
      String(refused.count),
      `${rounded(refused.median)}, ${rounded(refused.most)} ms`,
      ...works.map((one) => `${rounded(recovered[one])} s`),
    ]),
  )
  for (const one of wrong.slice(0, 20)) console.error(`  ${one.slice(0, 1_000)}`)
  const isBack = rounds.every(({ recovered }) => works.every((one) => recovered[one] < Infinity))
  if (wrong.length > 0 || !isBack) process.exitCode = 1
  return { figures: [], goals: [...rounds.flatMap(goalsOf), ...lostGoal(acknowledged.size, wrong.length)] }
}

function goalsOf({ name, before, during, recovered }: Round): Goal[] {
  const ratio = during / before
  const slowest = Math.max(...works.map((one) => recovered[one]))
  const p95 = { name: `${name}: p95 of the other`, value: during, unit: 'ms', against: 'before', ratio }
  const again = {
    name: `${name}: all works again after`,
    value: slowest,
    unit: 's',
    against: null,
    ratio: null,
  }
  return [
    { figure: p95, should: `<= ${mostRatio}x`, isMet: ratio <= mostRatio },
    { figure: again, should: `<= ${mostSeconds} s`, isMet: slowest <= mostSeconds },
  ]
}

function lostGoal(acknowledged: number, lost: number): Goal[] {
  const count = (name: string, value: number) => ({ name, value, unit: '', against: null, ratio: null })
  return [
    { figure: count('executions acknowledged', acknowledged), should: '', isMet: true },
    { figure: count('of them lost, or answered wrongly', lost), should: '0', isMet: lost === 0 },
  ]
}
