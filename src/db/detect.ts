import type { Database, Schemas, WhyNotBeside } from './kind.ts'
import { kinds } from './kinds.ts'

/** An engine whose tables a database has. */
export interface DetectedEngine {
  readonly engine: string
  readonly kind: string
  readonly version: string
  readonly schema: string
  /** What its URLs begin with. */
  readonly scheme: string
  /** Options that its URL needs beside the database. */
  readonly options: readonly string[]
  /** Why Execgraph does not read this version, as a sentence. */
  readonly whyNot: string | undefined
}

/** The engines that are known by the tables of a database. */
export const enginesIn = (on: Database, schemas: Schemas): DetectedEngine[] =>
  [...schemas].flatMap(([schema, tables]) =>
    kinds.flatMap(({ kind, schemes, detection }) => {
      const version = detection?.on === on ? detection.versionOf(tables) : undefined
      if (!detection || version === undefined) return []
      const isNamed = schema !== '' && schema !== detection.schema
      const options = isNamed ? [`schema=${encodeURIComponent(schema)}`] : []
      const whyNot = detection.whyNot?.(tables)
      return [{ engine: detection.engine, kind, version, schema, scheme: schemes[0]!, options, whyNot }]
    }),
  )

export const queryOf = (options: readonly string[]): string =>
  options.length === 0 ? '' : `?${options.join('&')}`

export const whyNotBeside: WhyNotBeside = (on, schemas) => {
  const [found] = enginesIn(on, schemas)
  if (!found) return undefined
  const { engine, schema, scheme, options, version, whyNot } = found
  const where = schema === '' ? '' : ` in schema "${schema}"`
  const example =
    on === 'sqlite' ? `${scheme}:./file.db` : `${scheme}://user@host/database${queryOf(options)}`
  const read = whyNot === undefined ? `To read those, use ${example}.` : `They are of ${version}: ${whyNot}`
  return `it has the tables of ${engine}${where}, and none of Execgraph. ${read} To make tables of Execgraph beside them, start once with --create.`
}
