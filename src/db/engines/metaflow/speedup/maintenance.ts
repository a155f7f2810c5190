import postgres from 'postgres'
import { WrongStore } from '../../../failure.ts'
import { checkTables } from '../check.ts'
import type { MetaflowNames, ValueType } from '../names.ts'

/** An advisory lock that a command holds while it changes something: two do not run at once. */
const lock = 7_823_461_093

/** How long a change waits for its table's lock, and how often it is tried. */
const lockWait = '1s'

const attempts = 30

/** Runs a command that may write to a Metaflow database, on a connection of its own. */
export async function maintain(
  { url, names }: { readonly url: string; readonly names: MetaflowNames },
  changes: boolean,
  work: (tools: Work) => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  const sql = postgres(url, {
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: 10,
    connection: {
      application_name: 'execgraph',
      statement_timeout: 0,
      ...(changes ? {} : { default_transaction_read_only: true }),
    },
    onnotice: () => {},
  })
  try {
    const valueType = await checkTables(sql, names)
    if (changes) await alone(sql)
    await work({ sql, names, valueType, say })
  } catch (error) {
    throw explained(error)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function alone(sql: postgres.Sql): Promise<void> {
  const [free] = await sql.unsafe(`select pg_try_advisory_lock(${lock}) as free`)
  if (!free!['free'])
    throw new WrongStore(
      'another execgraph indexes --create or accelerate is at work in this database. Wait for its end.',
    )
}

/** Explains an error that the user can resolve. */
function explained(error: unknown): unknown {
  if (!(error instanceof postgres.PostgresError) || error.code !== '42501') return error
  return new WrongStore(
    `the user of the URL may not do this (${error.message}). Name one who owns the tables of Metaflow and may create in their schema.`,
  )
}

const [lockNotAvailable, deadlock] = ['55P03', '40P01']

/**
 * Runs statements that lock a table for a moment, in one transaction. If the lock is not free it is rolled back and
 * retried, so that others do not wait behind it.
 */
export async function patiently(
  sql: postgres.Sql,
  statements: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.begin(async (transaction) => {
        await transaction.unsafe(`set local lock_timeout = '${lockWait}'`)
        for (const text of statements) await transaction.unsafe(text)
      })
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== lockNotAvailable && code !== deadlock) throw error
      if (attempt === attempts)
        throw new WrongStore(
          'a table of Metaflow is held by a long transaction. Try again when it has ended.',
        )
      if (attempt === 1) say('  a table is busy; waiting for a moment without a long transaction')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

export interface Work {
  readonly sql: postgres.Sql
  readonly names: MetaflowNames
  readonly valueType: ValueType
  /** Prints a line for the user. */
  readonly say: (line: string) => void
}
