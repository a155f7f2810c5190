import { syncBuiltinESMExports } from 'node:module'
import workerThreads from 'node:worker_threads'
import type { Api } from '../servers/api.ts'
import { countCalls, driverCalls } from './drivercalls.ts'
import { type Sql, openSql } from '../servers/sql.ts'

/** What the stores themselves saw, whatever the server says of it. */
export interface Counter {
  /** The statements that each backend got while `work` was done. */
  during<T>(work: () => Promise<T>): Promise<{ answer: T; seen: Record<string, number> }>
  close(): Promise<void>
}

/**
 * Counts at the stores: Postgres by `pg_stat_statements`, of one role or of all, SQLite, in a file or in memory, at its
 * driver.
 */
export async function countStatements(api: Api, role?: string): Promise<Counter> {
  const counts = await Promise.all(
    api.backends.map(async ({ name }, index) => ({
      name,
      ...(/^([a-z]+\+)?postgres/.test(api.places[index]?.url ?? '')
        ? await countAtServer(openSql(api.places[index]!), role)
        : countAtDriver()),
    })),
  )
  return {
    async during(work) {
      for (const { reset } of counts) await reset()
      const answer = await work()
      const seen: Record<string, number> = {}
      for (const { name, count } of counts) {
        const statements = await count()
        if (statements > 0) seen[name] = statements
      }
      return { answer, seen }
    },
    close: async () => void (await Promise.all(counts.map(({ close }) => close()))),
  }
}

// The server leaves out the first commit that a connection prepares. Each transaction that began has ended in one.
const weight = (query: string) =>
  ['commit', 'rollback'].includes(query) || isApart(query) ? 0 : query === 'begin' ? 2 : 1

/** Of these counts, or between servers, on connections of their own: no request asks for it. */
const isApart = (query: string) => /pg_stat_statements|pg_notify|^listen /i.test(query)

/**
 * How often a call of each statement counts. With the texts, the server reads all that it ever got from a file, which is
 * large late in a suite: so only those of statements are read that no count has met.
 */
const weights = new Map<string, number>()

async function countAtServer(sql: Sql, role?: string) {
  await sql.run('create extension if not exists pg_stat_statements')
  const own = '(select oid from pg_database where datname = current_database())'
  const by = role === undefined ? '' : `and userid = (select oid from pg_roles where rolname = '${role}')`
  const learn = async (ids: readonly string[]) => {
    if (ids.length === 0) return
    const rows = await sql.run(
      `select queryid::text as id, query from pg_stat_statements where dbid = ${own} and queryid in (${ids.join()})`,
    )
    for (const { id, query } of rows) weights.set(id as string, weight(query as string))
  }
  return {
    reset: () => sql.run(`select pg_stat_statements_reset(0, ${own}, 0)`),
    async count() {
      const rows = await sql.run(
        `select queryid::text as id, sum(calls)::int as calls from pg_stat_statements(false) where dbid = ${own} ${by} group by 1`,
      )
      await learn(rows.map(({ id }) => id as string).filter((id) => !weights.has(id)))
      return rows.reduce((sum, { id, calls }) => sum + (calls as number) * weights.get(id as string)!, 0)
    },
    close: () => sql.close(),
  }
}

// From the beginning: a thread lives as long as its store.
countCalls()
countInThreads()

/** Every way in which the driver runs a statement is counted, on all connections of this process and its threads. */
function countAtDriver() {
  let before = 0
  return {
    reset: async () => void (before = driverCalls()),
    count: async () => driverCalls() - before,
    close: async () => {},
  }
}

/** Threads that start from now on count, too. */
function countInThreads() {
  const preload = new URL('drivercalls.ts', import.meta.url).href
  const Started = workerThreads.Worker
  workerThreads.Worker = class extends Started {
    constructor(file: string | URL, options: workerThreads.WorkerOptions) {
      super(file, { ...options, execArgv: [...process.execArgv, '--import', preload] })
    }
  }
  syncBuiltinESMExports()
}
