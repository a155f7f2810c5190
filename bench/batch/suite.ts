import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { startLoadClient } from '../common/load.ts'
import { withDatabase } from '../common/postgres.ts'
import { startContestant } from '../common/processes.ts'
import { printGoals, writeResults } from '../common/report.ts'
import { type Entry, type Rounds, measure } from '../common/rounds.ts'
import { addComputedFields } from './computed.ts'
import { candidates } from './contestants.ts'
import { allFigures, batchGoals, printContestants } from './figures.ts'
import { fillStore, samples } from './rows.ts'
import { verify } from './verify.ts'

const rounds: Rounds = {
  warmUpMs: 3_000,
  rounds: Number(process.env['BENCH_ROUNDS'] ?? 9),
  busyMs: 1_000,
  quietMs: 500,
}

export async function main() {
  const measured = await withDatabase(async (url) => {
    const backend = await openBackend(parseBackend(`main=${url}`))
    await backend.close()
    await fillStore(url)
    await addComputedFields(url)
    return measureAll(url)
  })
  printContestants(measured)
  const goals = batchGoals(measured)
  printGoals(goals)
  writeResults('batch', allFigures(measured, goals))
}

async function measureAll(url: string) {
  const entries: Entry[] = []
  const client = startLoadClient()
  try {
    for (const candidate of candidates) {
      const program = new URL(`./servers/${candidate.program}`, import.meta.url)
      const contestant = await startContestant(program, { BENCH_DATABASE: url, ...candidate.env })
      const bodies = samples.map(({ ids }) => JSON.stringify({ query: candidate.query, variables: { ids } }))
      entries.push({ name: candidate.name, contestant, bodies, token: candidate.token })
      await verify(candidate, contestant.url)
    }
    console.log(`All ${entries.length} answer the same ${samples.length} x 100 executions.`)
    return await measure(entries, client, rounds)
  } finally {
    await Promise.all([client.stop(), ...entries.map(({ contestant }) => contestant.stop())])
  }
}
