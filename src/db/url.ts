import { type MetaflowNames, type TableName, defaultNames } from './engines/metaflow/names.ts'
import { addPassword } from './passwordfile.ts'
import type { Thresholds } from './sql/scope.ts'

interface SqliteStore {
  readonly kind: 'sqlite'
  readonly file: string
}

interface MemoryStore {
  readonly kind: 'memory'
  /** Most executions, and most runs, that the store holds. */
  readonly max: number
}

interface PostgresStore {
  readonly kind: 'postgres'
  readonly url: string
  readonly pool: number
  readonly writePool: number
  readonly prepare: boolean
  /** The URL of the server itself, if `url` is that of a pooler. */
  readonly direct: string | undefined
}

interface MetaflowStore {
  readonly kind: 'metaflow'
  readonly url: string
  readonly pool: number
  readonly names: MetaflowNames
}

export interface BackendUrl {
  readonly name: string
  readonly store: (SqliteStore | MemoryStore | PostgresStore | MetaflowStore) & {
    readonly thresholds: Thresholds
  }
}

const namePattern = /^[a-z][a-z0-9_-]{0,62}$/

/** The text cannot be part of a URL, so a message may contain it. */
const isHarmless = (text: string) => /^[\w .-]{1,63}$/.test(text)

/** Parses `name=scheme:…?options`. Throws a message that says what is wrong and what would be right. */
export function parseBackend(text: string): BackendUrl {
  const split = text.indexOf('=')
  const [name, url] = [text.slice(0, split), text.slice(split + 1)]
  // No message repeats the URL: it may contain a password.
  if (split < 1) throw new Error('A backend is written name=url, such as main=sqlite:./execgraph.db.')
  if (!namePattern.test(name)) {
    const what = isHarmless(name) ? `"${name}" is no name for a backend` : 'A backend has no name'
    throw new Error(
      `${what}: it is written name=url, the name in up to 63 lower-case letters, digits, "-" and "_", a letter first.`,
    )
  }
  const scheme = /^([a-z+]+):/.exec(url)?.[1]
  if (scheme === 'sqlite') return { name, store: sqlite(name, url.slice('sqlite:'.length)) }
  if (scheme === 'memory') return { name, store: memory(name, url.slice('memory:'.length)) }
  if (scheme === 'postgres' || scheme === 'postgresql') return { name, store: postgres(name, url) }
  if (scheme === 'metaflow+postgres' || scheme === 'metaflow+postgresql') {
    return { name, store: metaflow(name, url.slice('metaflow+'.length)) }
  }
  throw new Error(
    `Backend "${name}" has ${scheme ? `the unknown scheme "${scheme}:"` : 'no scheme'}. Use sqlite:./file.db or postgres://user@host/database, memory: for a store that ends with the process, or metaflow+postgres://user@host/database for the one of a Metaflow service.`,
  )
}

function sqlite(name: string, rest: string): BackendUrl['store'] {
  const [file = '', query] = rest.split('?', 2)
  if (file === '' || file === ':memory:')
    throw new Error(
      `Backend "${name}" names no file. Use sqlite:./execgraph.db, or memory: for a store without one.`,
    )
  const params = new URLSearchParams(query)
  refuseUnknown(name, params, thresholdNames)
  return { kind: 'sqlite', file, thresholds: thresholds(name, params) }
}

function memory(name: string, rest: string): BackendUrl['store'] {
  const [place, query] = rest.split('?', 2)
  if (place !== '')
    throw new Error(
      `Backend "${name}" names a place, and memory has none. Use memory: or memory:?max=1000, and sqlite:./file.db for a file.`,
    )
  const params = new URLSearchParams(query)
  refuseUnknown(name, params, [...thresholdNames, 'max'])
  return {
    kind: 'memory',
    max: whole(name, params, 'max', 1_000, 1_000_000),
    thresholds: thresholds(name, params),
  }
}

/** The driver's URL, and Execgraph's own options. */
function server(name: string, text: string, options: readonly string[]) {
  const url = URL.parse(text)
  // A password with a slash would be read as part of the path.
  if (!url || url.hostname === '' || url.pathname.includes('@')) {
    throw new Error(
      `The URL of backend "${name}" ${url?.hostname === '' ? 'names no host' : 'cannot be read'}. Use postgres://user:password@host:5432/database, with characters like # / ? @ in the password written as %23 %2F %3F %40.`,
    )
  }
  const params = new URLSearchParams(url.search)
  const own = [...thresholdNames, 'pool', ...options, 'password-file']
  refuseUnknown(name, params, [...own, 'sslmode'])
  // The driver would send any other option of the URL to the server, as a setting.
  for (const option of own) url.searchParams.delete(option)
  const file = params.get('password-file')
  if (file !== null) addPassword(name, url, file)
  return { url, params }
}

function metaflow(name: string, text: string): BackendUrl['store'] {
  const keys = Object.keys(defaultNames) as TableName[]
  const { url, params } = server(name, text, ['schema', ...keys])
  const tables = keys.map((key) => [key, identifier(name, params, key, defaultNames[key])])
  return {
    kind: 'metaflow',
    url: url.href,
    pool: whole(name, params, 'pool', 8, 1000),
    names: {
      schema: identifier(name, params, 'schema', 'public'),
      tables: Object.fromEntries(tables) as Record<TableName, string>,
    },
    thresholds: thresholds(name, params),
  }
}

function identifier(name: string, params: URLSearchParams, option: string, otherwise: string): string {
  const text = params.get(option) ?? otherwise
  if (/^[A-Za-z_][\w$]{0,62}$/.test(text)) return text
  const what = isHarmless(text) ? `${option}=${text}` : option
  throw new Error(
    `Backend "${name}": ${what} is no name of a table or schema: up to 63 letters, digits, "_" and "$", no digit first.`,
  )
}

function postgres(name: string, text: string): BackendUrl['store'] {
  const { url, params } = server(name, text, ['write-pool', 'prepare', 'direct'])
  const prepare = params.get('prepare') ?? 'true'
  if (prepare !== 'true' && prepare !== 'false') {
    throw new Error(`Backend "${name}": prepare=${prepare} is neither true nor false.`)
  }
  return {
    kind: 'postgres',
    url: url.href,
    pool: whole(name, params, 'pool', 8, 1000),
    writePool: whole(name, params, 'write-pool', 4, 1000),
    prepare: prepare === 'true',
    direct: direct(name, params.get('direct')),
    thresholds: thresholds(name, params),
  }
}

/** This URL may contain a password, too. */
function direct(name: string, text: string | null): string | undefined {
  if (text === null) return undefined
  const url = URL.parse(text)
  const isServer = url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== ''
  const others = [...(url?.searchParams.keys() ?? [])].filter((option) => option !== 'sslmode')
  if (isServer && others.length === 0) return url.href
  throw new Error(
    `Backend "${name}": direct= must be the URL of the server itself, postgres://user:password@host:5432/database, with characters like # & + in it written as %23 %26 %2B, and no option but sslmode.`,
  )
}

const thresholdNames = ['run-heartbeat', 'task-heartbeat', 'old-task'] as const

const thresholds = (name: string, params: URLSearchParams): Thresholds => ({
  runHeartbeat: whole(name, params, 'run-heartbeat', 360, 1e9),
  taskHeartbeat: whole(name, params, 'task-heartbeat', 60, 1e9),
  oldTask: whole(name, params, 'old-task', 86_400, 1e9),
})

function whole(
  name: string,
  params: URLSearchParams,
  option: string,
  otherwise: number,
  most: number,
): number {
  const text = params.get(option)
  if (text === null) return otherwise
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value
  throw new Error(`Backend "${name}": ${option}=${text} is not a whole number from 1 to ${most}.`)
}

function refuseUnknown(name: string, params: URLSearchParams, known: readonly string[]) {
  const unknown = [...params.keys()].find((option) => !known.includes(option))
  if (unknown === undefined) return
  // After a second URL, the option may be part of its password.
  const what =
    isHarmless(unknown) && !params.has('direct')
      ? `the unknown option "${unknown}"`
      : 'an option that cannot be read'
  throw new Error(`Backend "${name}" has ${what}. Known: ${known.join(', ')}.`)
}
