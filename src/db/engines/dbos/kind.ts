import type { Kind, Store } from '../../kind.ts'
import { engineFile, engineServer, engineStore } from '../store.ts'
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

function onServer(name: string, rest: string): Store {
  const { place } = engineServer(name, rest, 'dbos')
  return {
    ...engineStore(name, 'DBOS', place, dbosIndexes),
    hasRuns: false,
    async open(report) {
      const { openDbosServer } = await import('./server.ts')
      return openDbosServer(identityOf(name), place, report)
    },
    async inspect() {
      const { inspectDbosServer } = await import('./server.ts')
      return inspectDbosServer(place)
    },
  }
}

function inFile(name: string, rest: string): Store {
  const { place } = engineFile(name, rest, 'dbos+sqlite:./file.sqlite')
  return {
    ...engineStore(name, 'DBOS', place, dbosIndexes),
    hasRuns: false,
    async open(report) {
      const { openDbosFile } = await import('./file.ts')
      return openDbosFile(identityOf(name), place, report)
    },
    async inspect() {
      const { inspectDbosFile } = await import('./file.ts')
      return inspectDbosFile(place)
    },
  }
}
