import { statSync } from 'node:fs'
import type { Database, Schemas } from './kind.ts'

/** Where tables are looked for. */
export interface Looked {
  readonly on: Database
  /** A URL, or the name of a file. */
  readonly at: string
}

/** What a text names: a Postgres server, or a file. Throws a sentence. */
export function placeIn(text: string): Looked {
  const [, scheme = '', rest = ''] = /^(?:[a-z]+\+)?(postgres(?:ql)?|sqlite):(.*)$/s.exec(text) ?? []
  if (scheme.startsWith('postgres')) return { on: 'postgres', at: `postgres:${rest}` }
  const file = (scheme === '' ? text : rest).split('?', 1)[0]!
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return { on: 'sqlite', at: file }
  throw new Error(
    'Name a database: postgres://user@host/database, or sqlite:./file.db with a file that exists.',
  )
}

/** The tables of a database, by schema. Nothing is written. */
export async function schemasAt({ on, at }: Looked): Promise<Schemas> {
  if (on === 'sqlite') {
    const { columnsInFile } = await import('./stores/sqlite/tablecolumns.ts')
    return new Map([['', columnsInFile(at)]])
  }
  const { openConnection } = await import('./stores/postgres/connection.ts')
  const { columnsInSchemas } = await import('./stores/postgres/tablecolumns.ts')
  const options = { prepare: true, statementTimeout: 10_000, connectTimeout: 5_000, readOnly: true } as const
  const { unsafe, end } = openConnection(at, options)
  try {
    return await columnsInSchemas(unsafe)
  } finally {
    await end()
  }
}
