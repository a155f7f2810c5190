import postgres from 'postgres'
import { runCommand } from '../../src/db/engines/metaflow/speedup/commands.ts'
import { openBackend } from '../../src/db/open.ts'
import type { Backend } from '../../src/db/backend.ts'
import { metaflowPlace } from '../../src/db/engines/metaflow/kind.ts'
import { parseBackend, splitBackend } from '../../src/db/url.ts'
import { withDatabase } from '../common/postgres.ts'
import { type Case, firstPages, unfiltered } from './cases.ts'
import { direct } from './direct.ts'
import { type MeasuredCase, measure } from '../common/floor.ts'
import { fillMetaflow } from './metaflowrows.ts'
import { type Measured, stoppedAfter } from './table.ts'

/** A slower statement is measured once. */
const slow = 300

type Command = Parameters<typeof runCommand>[0]
/** The ways to read a Metaflow database, each with the command that prepares it. */
const ways: readonly { name: string; command?: Command }[] = [
  { name: 'metaflow as it stands' },
  { name: 'metaflow with indexes', command: 'indexes' },
  { name: 'metaflow accelerated', command: 'accelerate' },
]

/** The first pages over the same runs in the tables of a Metaflow service, in three ways. */
export function onMetaflow(runs: number): Promise<Measured[]> {
  return withDatabase(async (url) => {
    const sql = connect(url)
    await sql.unsafe('create extension if not exists pg_stat_statements')
    await fillMetaflow(sql, runs)
    const measured: Measured[] = []
    for (const { name, command } of ways) {
      console.log(`\n${name}, ${runs.toLocaleString('en')} runs …`)
      if (command) await prepare(url, command)
      await sql.unsafe('vacuum analyze')
      measured.push({ store: name, runs, ...(await measureWay(url)) })
    }
    await sql.end()
    return measured
  })
}

export async function prepare(url: string, command: Command, remove = false): Promise<void> {
  const { name, rest } = splitBackend(`mf=metaflow+${url}`)
  await runCommand(command, metaflowPlace(name, rest), { create: true, remove }, () => {})
}

const connect = (url: string, settings: Record<string, string | number | boolean> = {}) =>
  postgres(url, {
    max: 1,
    onnotice: () => {},
    types: { whole: { to: 20, from: [20, 1700], serialize: String, parse: Number } },
    connection: settings,
  })

async function measureWay(url: string) {
  const sql = connect(url, {
    statement_timeout: stoppedAfter,
    plan_cache_mode: 'force_generic_plan',
    jit: false,
  })
  const admin = connect(url)
  const opened = await openBackend(parseBackend(`mf=metaflow+${url}`))
  const backend = await direct(opened, sql)
  const cases: MeasuredCase<Backend>[] = []
  const floors: number[] = []
  for (const asked of firstPages) {
    const { floorMs, measured } = await measureOne(backend, asked)
    floors.push(floorMs)
    cases.push(measured)
  }
  const all = [{ asked: unfiltered, ms: 0 }, ...cases]
  const buffers: number[] = []
  for (const { asked, ms } of all)
    buffers.push(ms >= stoppedAfter ? Number.NaN : await touched(admin, backend, asked))
  await Promise.all([sql.end(), admin.end(), opened.close()])
  return { floorMs: floors.toSorted((a, b) => a - b)[Math.floor(floors.length / 2)]!, cases, buffers }
}

async function measureOne(
  backend: Backend,
  asked: Case,
): Promise<{ floorMs: number; measured: MeasuredCase<Backend> }> {
  const once = await timed(backend, asked)
  const again = once > slow && once < stoppedAfter ? await timed(backend, asked) : once
  const { floorMs, cases } = await measure(backend, unfiltered, again > slow ? [unfiltered] : [asked])
  const spread = [again, again] as const
  const measured = again > slow ? { asked, ms: again, ratio: again / floorMs, spread } : cases[0]!
  return { floorMs, measured }
}

async function timed(backend: Backend, { ask }: Case): Promise<number> {
  const began = performance.now()
  try {
    await ask(backend)
    return Math.min(performance.now() - began, stoppedAfter)
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return stoppedAfter
    throw error
  }
}

async function touched(sql: postgres.Sql, backend: Backend, { ask }: Case): Promise<number> {
  await sql`select pg_stat_statements_reset()`
  await ask(backend)
  const [row] = await sql`
    select sum(shared_blks_hit + shared_blks_read)::int as touched from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%'`
  return Number(row?.['touched'] ?? 0)
}
