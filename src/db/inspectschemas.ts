import { statSync } from 'node:fs'
import type { Database, Schemas } from './kind.ts'
import { addPassword } from './urls/password.ts'

/** Where tables are looked for. */
export interface Looked {
  readonly on: Database
  /** A URL for the driver, or the name of a file. */
  readonly at: string
  /** The same for people to type, without a password, and the options that stand behind it. */
  readonly shown: string
  readonly options: readonly string[]
}

/** What a text names: a Postgres server, or a file. Throws a sentence. */
export function placeIn(text: string): Looked {
  const [, scheme = '', rest = ''] = /^(?:[a-z]+\+)?(postgres(?:ql)?|sqlite):(.*)$/s.exec(text) ?? []
  if (scheme.startsWith('postgres')) return serverAt(`postgres:${rest}`)
  const file = (scheme === '' ? text : rest).split('?', 1)[0]!
  if (statSync(file, { throwIfNoEntry: false })?.isFile())
    return { on: 'sqlite', at: file, shown: file, options: [] }
  throw new Error(
    'Name a database: postgres://user@host/database, or sqlite:./file.db with a file that exists.',
  )
}

/** Options of a backend that say which tables are read, not where, are left out. */
function serverAt(text: string): Looked {
  const url = URL.parse(text)
  if (!url || url.hostname === '' || url.pathname.includes('@'))
    throw new Error(
      'The URL cannot be read. Use postgres://user:password@host:5432/database, with characters like # / ? @ in the password written as %23 %2F %3F %40.',
    )
  const options = [...url.searchParams].filter(([name]) => kept.has(name))
  url.search = ''
  const shown = new URL(url)
  shown.password = ''
  const asked = new Map(options)
  const file = asked.get('password-file')
  if (file !== undefined) addPassword('detect', url, file)
  const sslmode = asked.get('sslmode')
  if (sslmode !== undefined) url.searchParams.set('sslmode', sslmode)
  return {
    on: 'postgres',
    at: url.href,
    shown: shown.href.slice(shown.protocol.length),
    options: options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
  }
}

/** Without these, the server cannot be reached. */
const kept: ReadonlySet<string> = new Set(['sslmode', 'password-file'])

/** The tables of a database, by schema. Nothing is written. */
export async function schemasAt({ on, at }: Pick<Looked, 'on' | 'at'>): Promise<Schemas> {
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
