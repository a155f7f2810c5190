import type { Kind, Store } from '../../kind.ts'
import { refuseUnknown, schemaName, serverUrl, whole } from '../../urls/options.ts'
import { whyNotServer } from '../../urls/server.ts'
import { dbosInFile, dbosOnServer } from './detect.ts'
import { dbosIndexes } from './wantedindexes.ts'

/** On a server, as all of its SDKs keep their tables, and in a file, as that for Python can. */
export const dbos: readonly Kind[] = [
  {
    kind: 'dbos',
    schemes: ['dbos+postgres', 'dbos+postgresql'],
    detection: dbosOnServer,
    parse: onServer,
  },
  {
    kind: 'dbos',
    schemes: ['dbos+sqlite'],
    detection: dbosInFile,
    parse: inFile,
  },
]

const identityOf = (name: string) =>
  ({ name, kind: 'dbos', hasRuns: false, runHeartbeatMs: 360_000 }) as const

const common = (name: string) =>
  ({
    readOnly: true,
    hasRuns: false,
    backup: 'What DBOS keeps is backed up by the tools of its database, such as pg_dump.',
    snapshot: 'DBOS has tables of its own, which are neither exported nor written to.',
    whyNotRetain: () =>
      `Backend "${name}" is the database of DBOS, which is never written to. Name another one.`,
  }) satisfies Partial<Store>

function onServer(name: string, rest: string): Store {
  const { url, params } = serverUrl(name, `postgres:${rest}`, ['schema'])
  const place = {
    url: url.href,
    schema: schemaName(name, params, 'dbos'),
    pool: whole(name, params, 'pool', { otherwise: 8, most: 1_000 }),
  }
  return {
    ...common(name),
    indexes: { on: 'postgres', at: place.url, schema: place.schema, wanted: dbosIndexes },
    async open(report) {
      const { openDbosServer } = await import('./server.ts')
      return openDbosServer(identityOf(name), place, report)
    },
    async inspect() {
      const { inspectDbosServer } = await import('./server.ts')
      return inspectDbosServer(place)
    },
    whyNot: (reason) => whyNotServer(place.url, reason, 'use the URL of the server itself'),
  }
}

function inFile(name: string, rest: string): Store {
  const [file = '', query] = rest.split('?', 2)
  if (file === '') throw new Error(`Backend "${name}" names no file. Use dbos+sqlite:./file.sqlite.`)
  refuseUnknown(name, new URLSearchParams(query), [])
  return {
    ...common(name),
    indexes: { on: 'sqlite', at: file, wanted: dbosIndexes },
    async open(report) {
      const { openDbosFile } = await import('./file.ts')
      return openDbosFile(identityOf(name), file, report)
    },
    async inspect() {
      const { inspectDbosFile } = await import('./file.ts')
      return inspectDbosFile(file)
    },
    whyNot: (reason) =>
      `${reason}. Check that "${file}" is the SQLite file of a program that uses DBOS, and that it can be read.`,
  }
}
