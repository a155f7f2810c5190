import type postgres from 'postgres'
import type { Backend, Transaction } from '../backend.ts'
import { unavailable, writeTimeout } from '../failure.ts'
import type { Meter } from '../meter.ts'
import { migrate } from '../migrate.ts'
import { nativeRuns } from '../runsource.ts'
import {
  type Compiled,
  type Scope,
  type Statement,
  type Thresholds,
  type Values,
  bind,
  compile,
} from '../statement.ts'
import { arrayLiteral, postgresDialect } from './dialect.ts'
import { classify, isCanceled } from './errors.ts'
import { cancelledAfter, openPool } from './pool.ts'
import { tables } from './tables.ts'
import { retried, within } from './waiting.ts'

export interface PostgresOptions {
  /** Connections that read; writes have `writePool` of their own. */
  readonly pool: number
  readonly writePool: number
  /** Prepared statements. Off behind pgbouncer in transaction mode. */
  readonly prepare: boolean
}

/** A read that runs longer is stopped by the server, or by a cancel request where the server may not be told. */
const statementTimeout = 1_500
/** A write that is not confirmed by then is given up. */
const writeDeadline = 10_000
/** Bringing the schema up to date waits for other processes that do so. */
const migrationDeadline = 600_000

/** A store in a Postgres database, 15 or later. */
export async function openPostgres(
  name: string,
  url: string,
  options: PostgresOptions,
  thresholds: Thresholds,
): Promise<Backend> {
  const { prepare } = options
  const reads = openPool(url, { prepare, max: options.pool, statementTimeout, connectTimeout: 1_500 })
  const writes = openPool(url, {
    prepare,
    max: options.writePool,
    statementTimeout: writeDeadline,
    connectTimeout: 5_000,
  })
  try {
    await writes.use(migrationDeadline, migrated)
  } catch (error) {
    await Promise.all([reads.end(), writes.end()])
    throw error
  }
  const identity = { name, kind: 'postgres' as const }
  const run = runner(
    identity,
    compiler({ tables, dialect: postgresDialect, runs: nativeRuns, thresholds }),
    options,
  )

  return {
    ...identity,
    async read(statement, values, { meter, deadline }) {
      const left = deadline - performance.now()
      if (left <= 0) throw unavailable(name)
      const limit = Math.min(left, statementTimeout + 100)
      const answer = reads.use(limit, (sql) => run(sql, statement, values, meter, limit))
      try {
        return await within(left, answer, () => unavailable(name))
      } catch (error) {
        throw classify(name, error)
      }
    },
    async write<T>(meter: Meter, work: (transaction: Transaction) => Promise<T>) {
      const until = performance.now() + writeDeadline
      const transaction = (sql: postgres.TransactionSql) => {
        meter.count(identity, 0, 0)
        return work({
          run: (statement, values) => run(sql, statement, values, meter, Math.max(0, until - performance.now())),
        })
      }
      const once = (sql: postgres.Sql) => sql.begin(transaction).finally(() => meter.count(identity, 0, 0))
      const answer = writes.use(writeDeadline, (sql) => retried(() => once(sql)))
      const late = () => writeTimeout(name, writeDeadline)
      try {
        return (await within(writeDeadline, answer, late)) as T
      } catch (error) {
        throw isCanceled(error) ? late() : classify(name, error)
      }
    },
    close: async () => void (await Promise.all([reads.end(), writes.end()])),
  }
}

/** Several processes may start at once on an empty database: the first one migrates, the others wait for it. */
function migrated(sql: postgres.Sql): Promise<unknown> {
  return sql.begin(async (transaction) => {
    await transaction.unsafe(`set local statement_timeout = ${migrationDeadline}`)
    await transaction.unsafe('select pg_advisory_xact_lock(7823461092)')
    await migrate('postgres', (text) => transaction.unsafe(text))
  })
}

/** Runs a statement on a pool or in a transaction, counts it, and cancels it when it takes longer than `limit`. */
function runner(
  identity: { name: string; kind: 'postgres' },
  compiled: (statement: Statement<unknown>) => Compiled,
  { prepare }: PostgresOptions,
) {
  return async <Row>(
    sql: Pick<postgres.Sql, 'unsafe'>,
    statement: Statement<Row>,
    values: Values,
    meter: Meter,
    limit: number,
  ): Promise<Row[]> => {
    const { text, slots } = compiled(statement)
    const began = performance.now()
    const query = sql.unsafe(text, bind(slots, values, arrayLiteral) as never[], { prepare })
    let rows = 0
    try {
      const found = await cancelledAfter(limit, query)
      rows = found.length
      return found as unknown as Row[]
    } finally {
      meter.count(identity, rows, performance.now() - began)
    }
  }
}

function compiler(scope: Scope) {
  const known = new Map<Statement<unknown>, Compiled>()
  return (statement: Statement<unknown>): Compiled => {
    let found = known.get(statement)
    if (!found) known.set(statement, (found = compile(scope, statement)))
    return found
  }
}
