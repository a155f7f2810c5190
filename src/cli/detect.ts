import { enginesIn, queryOf } from '../db/detect.ts'
import { type Looked, placeIn, schemasAt } from '../db/inspectschemas.ts'
import type { Schemas } from '../db/kind.ts'
import { asUsage } from './options/usage.ts'

/** Lines that say whose tables a database has. Throws a sentence. */
export async function detect(text: string): Promise<string[]> {
  const place = asUsage(() => placeIn(text))
  const schemas = await readable(place)
  const isOwn = [...schemas.values()].some((tables) => tables.has('execgraph_migrations'))
  const own = isOwn ? ['Execgraph: its own tables', `  ${lineFor('main', place.on, place)}`] : []
  const seen = new Map<string, number>()
  const engines = enginesIn(place.on, schemas).flatMap(
    ({ engine, kind, version, schema, scheme, options, whyNot }) => {
      const found = `${engine}${schema === '' ? '' : ` in schema "${schema}"`}: ${version}`
      if (whyNot !== undefined) return [found, `  ${whyNot}`]
      // Each backend has a name of its own.
      const count = (seen.get(kind) ?? 0) + 1
      seen.set(kind, count)
      return [found, `  ${lineFor(count === 1 ? kind : `${kind}${count}`, scheme, place, options)}`]
    },
  )
  return own.length + engines.length > 0 ? [...own, ...engines] : [otherwise(schemas, place)]
}

async function readable(place: Looked): Promise<Schemas> {
  try {
    return await schemasAt(place)
  } catch (error) {
    const { message } = error as Error
    throw new Error(`The database cannot be read: ${message}`, { cause: error })
  }
}

/** What to type, quoted for a shell where it must be. */
function lineFor(name: string, scheme: string, place: Looked, options: readonly string[] = []): string {
  const backend = `${name}=${scheme}:${place.shown}${queryOf([...options, ...place.options])}`
  const isPlain = /^[\w@%+=:,./~-]*$/.test(backend)
  return `--backend ${isPlain ? backend : `'${backend.replaceAll("'", String.raw`'\''`)}'`}`
}

/** What a database has that no engine is known by. */
function otherwise(schemas: Schemas, place: Looked): string {
  const tables = [...schemas.values()].flatMap((own) => [...own.values()])
  if (tables.length === 0)
    return `There are no tables. A store of Execgraph can be made there: ${lineFor('main', place.on, place)}`
  const hidden = tables.filter(({ size }) => size === 0).length
  const asked = hidden === 0 ? '' : ` The user may not read ${hidden} of them: ask as one who may.`
  return `There are ${tables.length} tables, of no engine that Execgraph knows.${asked}`
}
