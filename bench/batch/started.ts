import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { type LoadClient, startLoadClient } from '../common/load.ts'
import { withDatabase } from '../common/postgres.ts'
import { startContestant } from '../common/processes.ts'
import type { Entry } from '../common/rounds.ts'
import { addComputedFields } from './computed.ts'
import type { Candidate } from './contestants.ts'
import { fillStore, samplesOf } from './rows.ts'
import { verify } from './verify.ts'

/** Runs `work` on a Postgres with the executions. */
export function onFilled<T>(work: (url: string) => Promise<T>): Promise<T> {
  return withDatabase(async (url) => {
    const backend = await openBackend(parseBackend(`main=${url}`))
    await backend.close()
    await fillStore(url)
    await addComputedFields(url)
    return work(url)
  })
}

/** Starts each, compares its answers to requests of each size, and runs `work` with an entry for each and each size. */
export async function withContestants<T>(
  url: string,
  candidates: readonly Candidate[],
  sizes: readonly number[],
  work: (entries: readonly Entry[], client: LoadClient) => Promise<T>,
): Promise<T> {
  const entries: Entry[] = []
  const client = startLoadClient()
  try {
    for (const candidate of candidates) {
      const program = new URL(`./servers/${candidate.program}`, import.meta.url)
      const contestant = await startContestant(program, { BENCH_DATABASE: url, ...candidate.env })
      for (const size of sizes) entries.push(await entryOf(candidate, contestant, size))
    }
    console.log(`All ${candidates.length} give the same answers.`)
    return await work(entries, client)
  } finally {
    await Promise.all([client.stop(), ...entries.map(({ contestant }) => contestant.stop())])
  }
}

async function entryOf(candidate: Candidate, contestant: Entry['contestant'], size: number): Promise<Entry> {
  const { name, query, token } = candidate
  const samples = samplesOf(size)
  await verify(candidate, contestant.url, samples)
  const bodies = samples.map(({ ids }) => JSON.stringify({ query, variables: { ids } }))
  return { name, contestant, bodies, token, least: size * 10 }
}
