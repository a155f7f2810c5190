import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import postgres from 'postgres'
import type { Backend } from '../../src/db/backend.ts'
import { openBackend } from '../../src/db/open.ts'
import { parseBackend } from '../../src/db/url.ts'
import { chosen } from '../common/chosen.ts'
import { withDatabase } from '../common/postgres.ts'
import type { Figure, Outcome } from '../common/report.ts'
import { casesFor, unfiltered } from './cases.ts'
import { goalsOf } from './goals.ts'
import { buffersOf } from './buffers.ts'
import { lateralFigures } from './lateral.ts'
import { measure } from '../common/floor.ts'
import { onMetaflow } from './metaflow.ts'
import { type Measured, figuresOf, printMeasured } from './table.ts'
import { fillPostgres, fillSqlite } from './rows.ts'
import { writerFigures } from './writers.ts'

const storeNames = ['postgres', 'sqlite', 'metaflow']

/** Pages of runs by status, order, tag and user against the unfiltered newest page, at several sizes. */
export async function main(args: string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string' }, runs: { type: 'string', default: '10000,100000,1000000' } },
  })
  const sizes = values.runs.split(',').map(Number)
  const { only } = values
  const stores = chosen(storeNames, only)
  const figures: Figure[] = []
  const measured: Measured[] = []
  const take = (one: Measured) => {
    printMeasured(one)
    measured.push(one)
    figures.push(...figuresOf(one))
  }
  for (const size of sizes) {
    if (stores.includes('postgres')) take(await onPostgres(size, figures))
    if (stores.includes('sqlite')) take(await onSqlite(size))
    if (stores.includes('metaflow')) for (const one of await onMetaflow(size)) take(one)
  }
  if (only === undefined) figures.push(...(await writerFigures()))
  return { figures, goals: goalsOf(measured.filter(({ store }) => !store.startsWith('metaflow'))) }
}

function onPostgres(runs: number, figures: Figure[]): Promise<Measured> {
  return withDatabase(async (url) => {
    const backend = await openBackend(parseBackend(`main=${url}`))
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    try {
      await fillPostgres(sql, runs)
      const measured = await measureAll('postgres', runs, backend)
      const buffers = await buffersOf(
        sql,
        backend,
        measured.cases.map(({ asked }) => asked),
      )
      figures.push(...(await lateralFigures(sql, runs, measured.floorMs)))
      return { ...measured, buffers }
    } finally {
      await Promise.all([sql.end(), backend.close()])
    }
  })
}

async function onSqlite(runs: number): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'execgraph-bench-'))
  const file = join(directory, 'runs.db')
  const backend = await openBackend(parseBackend(`main=sqlite:${file}`))
  try {
    const db = new Database(file)
    db.pragma('synchronous = off')
    fillSqlite(db, runs)
    db.close()
    return await measureAll('sqlite', runs, backend)
  } finally {
    await backend.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

async function measureAll(store: string, runs: number, backend: Backend): Promise<Measured> {
  console.log(`\n${store}, ${runs.toLocaleString('en')} runs …`)
  return { store, runs, ...(await measure(backend, unfiltered, await casesFor(backend))) }
}
