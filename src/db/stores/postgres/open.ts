import type { Backend, Transaction } from '../../backend.ts'
import { WrongStore, tooBusy, writeTimeout } from '../../failure.ts'
import { type Meter, counting } from '../../meter.ts'
import { createTouching } from '../../recording/touching.ts'
import { collectSaid } from '../../said.ts'
import { migrate } from '../migrate.ts'
import type { Reporter } from '../../watching/report.ts'
import { spreadingNew } from './distribute/starting.ts'
import { writeFailure, isPoolBusy, isCanceled } from './errors.ts'
import { createNotices } from './notices.ts'
import type { Connection } from './connection.ts'
import { openPool } from './pool.ts'
import { connectTimeout, linesFor, reader, runner, statementTimeout } from './reads.ts'
import { type ReplicaOptions, openReplicas } from './replicas/open.ts'
import { readApart, runApart } from './citus/apart.ts'
import { type CitusMode, checkCitus, layoutOf } from './citus/layout.ts'
import { scopeFor } from './scopes.ts'
import { type Sender, inPostgresTransaction } from './transaction.ts'
import { retried, within } from './retry.ts'
import type { WhyNotBeside } from '../../kind.ts'
import { columnsInSchemas } from './tablecolumns.ts'
import type { Thresholds } from '../../sql/scope.ts'

export interface PostgresOptions extends ReplicaOptions {
  readonly writePool: number
  /** The URL of the server itself, if `url` is that of a pooler. */
  readonly direct?: string | undefined
  readonly thresholds: Thresholds
  /** Its history may be spread over a Citus cluster. */
  readonly citus?: CitusMode | undefined
  readonly whyNotBeside?: WhyNotBeside | undefined
}

/** A write that is not confirmed within this time fails. */
const writeDeadline = 10_000

/** How long a write waits for a connection. */
const busyFor = 5_000

/** A migration waits for other processes that migrate. */
const migrationDeadline = 600_000

/** A store in a Postgres database, 15 or later. */
export async function openPostgres(
  name: string,
  url: string,
  options: PostgresOptions,
  report: Reporter,
): Promise<Backend> {
  const { thresholds, prepare, citus } = options
  const { reads, writes, layout } = await openPools(name, url, options, report)
  const notices = createNotices(url, options, report)
  const touching = citus ? untouched : createTouching()
  const identity = { name, kind: 'postgres' as const, runHeartbeatMs: thresholds.runHeartbeat * 1000 }
  const lines = linesFor(url, options.pool)
  const run = runner(identity, scopeFor(citus)(thresholds), prepare, report)
  const primary = reader({ name, pool: reads, run, lines })
  const replicas = openReplicas(url, options, {
    readOf: (pool, timeout) => reader({ name, pool, run, lines: linesFor(url, options.pool), timeout }),
    onChange: notices.onChange,
    report,
  })

  return {
    ...identity,
    onChange: notices.onChange,
    listen: notices.listen,
    follow: notices.follow,
    changes: citus ? undefined : 'range',
    read: layout ? readApart(primary, layout) : (replicas?.readWith(primary) ?? primary),
    replicas,
    pools: () => [
      { pool: 'reads', ...reads.occupancy() },
      { pool: 'scans', ...lines.scans.use() },
      { pool: 'longs', ...lines.longs.use() },
      { pool: 'writes', ...writes.occupancy() },
    ],
    async write<T>(meter: Meter, work: (transaction: Transaction) => Promise<T>) {
      const until = performance.now() + writeDeadline
      const count = counting(identity, meter, report)
      const once = (connection: Connection) => {
        const { changes, changed, ...said } = collectSaid()
        return inPostgresTransaction(
          connection,
          async (sender) => {
            const whole: Transaction['run'] = (statement, values) =>
              run(sender, statement, values, { meter, limit: Math.max(0, until - performance.now()) })
            const transaction = { run: layout ? runApart(whole, layout.parts) : whole, changed }
            return touching(transaction, said, () => work(transaction))
          },
          count,
          () => notices.tell(changes),
        )
      }
      const again = (connection: Connection) => retried(() => once(connection))
      const written = () => writing<T>(name, writes.use(writeDeadline, again, { ms: busyFor }))
      return layout ? layout.retried(written) : written()
    },
    async close() {
      await Promise.all([reads.end(), writes.end(), replicas?.end()])
      await notices.close()
    },
  }
}

/** Where nobody reads what was touched. */
const untouched: ReturnType<typeof createTouching> = (_, __, work) => work()

/** The answer of a write within its time, or why there is none. */
async function writing<T>(name: string, answer: Promise<T>): Promise<T> {
  const late = () => writeTimeout(name, writeDeadline)
  try {
    return await within(writeDeadline, answer, late)
  } catch (error) {
    if (isCanceled(error)) throw late()
    throw isPoolBusy(error) ? tooBusy(name, busyFor, error) : writeFailure(name, error)
  }
}

/** Opens the pools, with the schema up to date, and finds where its history lies. */
async function openPools(name: string, url: string, options: PostgresOptions, report: Reporter) {
  const { prepare, citus } = options
  const forCitus = citus && true
  const reads = openPool(url, { prepare, max: options.pool, statementTimeout, connectTimeout, forCitus })
  const writes = openPool(url, {
    prepare,
    forCitus,
    max: options.writePool,
    statementTimeout: writeDeadline,
    connectTimeout: 5_000,
    ...(prepare && { byIndex: true }),
  })
  try {
    if (citus === 'cluster') await writes.use(connectTimeout, ({ unsafe }) => checkCitus(name, unsafe))
    await writes.use(migrationDeadline, (connection) => migrated(connection, options))
    return { reads, writes, layout: await layoutOf(citus, writes, report) }
  } catch (error) {
    await Promise.all([reads.end(), writes.end()])
    throw error
  }
}

/** Several processes may start at once on an empty database: the first one migrates, the others wait for it. */
function migrated(
  connection: Connection,
  { whyNotBeside, citus }: Pick<PostgresOptions, 'whyNotBeside' | 'citus'>,
): Promise<unknown> {
  return inPostgresTransaction(connection, async (transaction) => {
    await transaction.unsafe(`set local statement_timeout = ${migrationDeadline}`)
    await transaction.unsafe('select pg_advisory_xact_lock(7823461092)')
    if (whyNotBeside) await checkWhatIsThere(transaction, whyNotBeside)
    await spreadingNew(transaction, citus !== undefined, () =>
      migrate('postgres', (text) => transaction.unsafe(text)),
    )
  })
}

/** Tables are not made by mistake in the database of an engine. */
async function checkWhatIsThere(
  { unsafe }: Pick<Sender, 'unsafe'>,
  whyNotBeside: WhyNotBeside,
): Promise<void> {
  const [own] = await unsafe(`select to_regclass('execgraph_migrations') is not null as "isThere"`)
  if (own!['isThere']) return
  const why = whyNotBeside('postgres', await columnsInSchemas(unsafe))
  if (why !== undefined) throw new WrongStore(why)
}
