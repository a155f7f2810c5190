import { statSync } from 'node:fs'
import type { EngineIndex, EngineIndexes, Store } from '../kind.ts'
import { refuseUnknown, schemaName, serverUrl, whole } from '../urls/options.ts'
import { whyNotServer } from '../urls/server.ts'

/** Where an engine keeps its tables on a server. */
export interface EngineServer {
  readonly url: string
  readonly schema: string
  readonly pool: number
}

/** The file in which it does. */
export interface EngineFile {
  readonly file: string
}

export type EnginePlace = EngineServer | EngineFile

/** The place behind a scheme and its colon. `schema`: the one that the engine uses. `options`: what else its URL takes. */
export function engineServer(name: string, rest: string, schema: string, options: readonly string[] = []) {
  const { url, params } = serverUrl(name, `postgres:${rest}`, ['schema', ...options])
  const place: EngineServer = {
    url: url.href,
    schema: schemaName(name, params, schema),
    pool: whole(name, params, 'pool', { otherwise: 8, most: 1_000 }),
  }
  return { place, params }
}

/** The same of a file. `example`: a URL that names one. */
export function engineFile(name: string, rest: string, example: string, options: readonly string[] = []) {
  const [file = '', query] = rest.split('?', 2)
  if (file === '' || file === ':memory:') throw new Error(`Backend "${name}" names no file. Use ${example}.`)
  const params = new URLSearchParams(query)
  refuseUnknown(name, params, options)
  const place: EngineFile = { file }
  return { place, params }
}

/** The database of an engine, which is only read. */
export const ofEngine = (name: string, engine: string) =>
  ({
    readOnly: true,
    backup: `The database of ${engine} is backed up by its own tools, such as pg_dump for one on Postgres.`,
    snapshot: `The database of ${engine} has tables of its own, which are neither exported nor written to.`,
    whyNotRetain: () =>
      `Backend "${name}" is the database of ${engine}, which is never written to. Name another one.`,
  }) satisfies Partial<Store>

/** The same at a place, with the indexes from which its lists gain. */
export const engineStore = (
  name: string,
  engine: string,
  place: EnginePlace,
  wanted: readonly EngineIndex[],
) =>
  ({
    ...ofEngine(name, engine),
    indexes: indexesAt(place, wanted),
    whyNot: (reason) =>
      'file' in place ? whyNotFile(place.file, engine, reason) : whyNotEngineServer(place.url, reason),
  }) satisfies Partial<Store>

export const indexesAt = (place: EnginePlace, wanted: readonly EngineIndex[]): EngineIndexes =>
  'file' in place
    ? { on: 'sqlite', at: place.file, wanted }
    : { on: 'postgres', at: place.url, schema: place.schema, wanted }

export const whyNotEngineServer = (url: string, reason: string) =>
  whyNotServer(url, reason, 'use the URL of the server itself')

function whyNotFile(file: string, engine: string, reason: string): string {
  if (!statSync(file, { throwIfNoEntry: false })) return `there is no file "${file}".`
  return `${reason}. Check that "${file}" is the SQLite file of ${engine}, and that it and its directory can be read.`
}
