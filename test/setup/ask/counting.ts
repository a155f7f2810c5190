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
const calls =
  "case when query in ('commit', 'rollback') then 0 when query = 'begin' then 2 * calls else calls end"

/** Between servers, on connections of their own: no request asks for it. */
const asked = "query not like '%pg_notify%' and query not like 'listen %'"

async function countAtServer(sql: Sql, role?: string) {
  await sql.run('create extension if not exists pg_stat_statements')
  const own = '(select oid from pg_database where datname = current_database())'
  const by = role === undefined ? '' : `and userid = (select oid from pg_roles where rolname = '${role}')`
  return {
    reset: () => sql.run(`select pg_stat_statements_reset(0, ${own}, 0)`),
    async count() {
      const [row] = await sql.run(
        `select coalesce(sum(${calls}), 0)::int as calls from pg_stat_statements where dbid = ${own} ${by} and query not like '%pg_stat_statements%' and ${asked}`,
      )
      return row!['calls'] as number
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
