import { type SQL, sql } from 'drizzle-orm'
import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import { type Encoded, decodedRows } from '../source/encoded.ts'
import { type Sized, as, fields, sized } from '../sql/select.ts'
import type { ExecutionSource } from '../sql/scope.ts'
import { longTexts, shapes, statement } from '../sql/statement.ts'

export type PayloadKind = 'in' | 'out'
/** How much of a payload is read: all of it, its beginning, or only its sizes. */
export type PayloadPart = 'whole' | 'beginning' | 'sizes'

export interface PayloadKey {
  readonly id: string
  readonly kind: PayloadKind
  readonly part: PayloadPart
}

/** `encoding`: as in `DecodedJson`. */
export interface PayloadRow extends Sized, FromBackend, Encoded {
  readonly executionId: string
  readonly kind: PayloadKind
  readonly part: PayloadPart
  readonly bytes: number
  readonly json: string | null
  /** What was truncated, as JSON. */
  readonly truncated: string | null
}

/** How many characters of a JSON text are read for its beginning: each may be escaped as six. */
const beginning = 1_300

/** What an engine encodes is shown by its beginning only if it is longer than this: the beginning of one is no JSON. */
const shortEncoded = 16_384

const isWhole = (asked: PayloadPart | 'mixed') => asked === 'whole' || asked === 'mixed'

/** Usually all keys ask for the same part: then the statement names it, at no cost per row. */
const payloads = shapes((asked: PayloadPart | 'mixed') =>
  (isWhole(asked) ? longTexts : statement)<PayloadRow>(
    'executions.payloads',
    ({ tables, dialect, executions: source }) => {
      if (!source.payloads) return undefined
      const keys = dialect.rows('keys', { ...source.key.types, kind: 'text', part: 'text' })
      const part = asked === 'mixed' ? sql`keys.part` : sql.raw(`'${asked}'`)
      const size = sql`octet_length(payloads.json) + coalesce(octet_length(payloads.truncated), 0)`
      // SQLite would read the whole text to reach the column that follows it.
      const bytes = sql`
      case when payloads.truncated is null then octet_length(payloads.json) else payloads.bytes end
    `
      const start = sql`substr(payloads.json, 1, ${sql.raw(String(beginning))})`
      const ofEncoded = sql`
        case when octet_length(payloads.json) <= ${sql.raw(String(shortEncoded))} then payloads.json else ${start} end
      `
      return sql`
    select ${fields(tables.payloads, 'json', 'truncated', 'bytes')}, ${bytes} as bytes, ${part} as part,
      case when ${part} = 'whole' then ${size} else 0 end as size,
      case when ${part} = 'beginning' then ${source.encoded ? ofEncoded : start}
        when ${part} = 'whole' and ${size} <= ${sql.placeholder('each')} then payloads.json end as json,
      case when ${part} <> 'whole' then substr(payloads.truncated, 1, ${sql.raw(String(beginning))})
        when ${size} <= ${sql.placeholder('each')} then payloads.truncated end as truncated
      ${encodingIn('payloads', source)}
    from ${keys} ${source.payloads}`
    },
  ),
)

/** A column more, of a source whose texts are encoded. */
export const encodingIn = (table: string, { encoded }: ExecutionSource): SQL =>
  encoded ? sql`, ${sql.raw(table)}.encoding as encoding` : sql``

/** The beginning of a value is that of the text that encodes it. */
const wrapped = '{"json":'

const isCut = ({ part, json, bytes, encoding }: PayloadRow) =>
  part === 'beginning' && encoding !== undefined && json !== null && bytes > shortEncoded

const beginningOfCut = ({ json, ...row }: PayloadRow): PayloadRow => ({
  ...row,
  encoding: null,
  json: json!.startsWith(wrapped) ? json!.slice(wrapped.length) : json,
})

/** Reads inputs and outputs in one statement. Texts of more than `each` bytes are not read. */
export async function payloadsOf(
  backend: Backend,
  keys: readonly PayloadKey[],
  each: number,
  reading: Reading,
): Promise<PayloadRow[]> {
  const part = keys[0]!.part
  const asked = keys.every((key) => key.part === part) ? part : 'mixed'
  const values = { keys: keys.map((key) => ({ ...key })), each }
  const rows = fromBackend(backend, await backend.read(payloads(asked), values, reading))
  const [cut, whole] = [rows.filter(isCut), rows.filter((row) => !isCut(row))]
  return [...(await decodedRows(whole, 'json')), ...cut.map(beginningOfCut)]
}

/** A key as it is bound: the execution is named as a source looks for it. */
export const ofExecution = <Key extends { readonly executionId: string }>({ executionId, ...rest }: Key) => ({
  id: executionId,
  ...rest,
})

export interface LargeKey {
  readonly executionId: string
  readonly kind: string
  readonly name: string
}

export type LargeRow = LargeKey & Sized & { readonly json: string | null }

const largeValues = longTexts<LargeRow>(
  'executions.largeValues',
  ({ tables: { largeValues: l }, dialect, executions: { key, largeValues: from } }) => {
    if (!from) return undefined
    const keys = dialect.rows('keys', { ...key.types, kind: 'text', name: 'text' })
    const same = sql`
      ${key.isOf('large_values', 'keys')} and ${l.kind} = keys.kind and ${l.name} = keys.name
    `
    return sql`
      select ${fields(l, 'bytes', 'json')}, ${sized(l.json, 'json')} from ${keys} join ${from} on ${same}
    `
  },
)

/** The truncated values, whole, if they were kept. Values of more than `each` bytes are not read. */
export function largeValuesOf(
  backend: Backend,
  keys: readonly LargeKey[],
  each: number,
  reading: Reading,
): Promise<LargeRow[]> {
  return backend.read(largeValues, { keys: keys.map(ofExecution), each }, reading)
}

export type DagRow = Sized & {
  readonly hash: string
  readonly nodeCount: number
  readonly json: string | null
}

const dags = longTexts<DagRow>('executions.dags', ({ tables: { dags: d }, dialect, executions }) => {
  if (!executions.dags) return undefined
  const own = sql.join([as(d.hash, 'hash'), as(d.nodeCount, 'nodeCount')], sql`, `)
  return sql`select ${own}, ${sized(d.json, 'json')} from ${executions.dags} where ${dialect.isIn(d.hash, 'hashes')}`
})

/** DAGs of more than `each` bytes are not read. */
export function dagsByHash(
  backend: Backend,
  hashes: readonly string[],
  each: number,
  reading: Reading,
): Promise<DagRow[]> {
  return backend.read(dags, { hashes, each }, reading)
}
