import { enginesIn } from '../db/detect.ts'
import { type Looked, placeIn, schemasAt } from '../db/inspectschemas.ts'
import type { Schemas } from '../db/kind.ts'
import { asUsage } from './options/usage.ts'

/** Lines that say whose tables a database has. Throws a sentence. */
export async function detect(text: string): Promise<string[]> {
  const place = asUsage(() => placeIn(text))
  const schemas = await readable(place)
  const found = enginesIn(place.on, schemas)
  const engines = found.flatMap(({ engine, kind, version, schema, scheme, query }) => [
    `${engine}${schema === '' ? '' : ` in schema "${schema}"`}: ${version}`,
    `  --backend ${kind}=${scheme}:${restOf(place)}${query}`,
  ])
  const isOwn = [...schemas.values()].some((tables) => tables.has('execgraph_migrations'))
  const url = `${place.on}:${restOf(place)}`
  const own = isOwn ? ['Execgraph: its own tables', `  --backend main=${url}`] : []
  if (own.length + engines.length > 0) return [...own, ...engines]
  const tables = [...schemas.values()].reduce((sum, { size }) => sum + size, 0)
  return [
    tables === 0
      ? `There are no tables. A store of Execgraph can be made there: --backend main=${url}`
      : `There are ${tables} tables, of no engine that Execgraph knows.`,
  ]
}

async function readable(place: Looked): Promise<Schemas> {
  try {
    return await schemasAt(place)
  } catch (error) {
    const { message } = error as Error
    throw new Error(`The database cannot be read: ${message}`, { cause: error })
  }
}

/** What follows the scheme and its colon, without the password and without options. */
function restOf({ on, at }: Looked): string {
  if (on === 'sqlite') return at
  const url = new URL(at)
  url.password = ''
  url.search = ''
  return url.href.slice(url.protocol.length)
}
