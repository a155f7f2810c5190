import type { Kind, Store } from '../../kind.ts'
import { refuseUnknown, schemaName, serverUrl, whole } from '../../urls/options.ts'
import { whyNotServer } from '../../urls/server.ts'
import { agentfieldInFile, agentfieldOnServer } from './detect.ts'
import { agentfieldIndexes } from './wantedindexes.ts'

/** The database of an AgentField server: on a Postgres server, and in a file. */
export const agentfield: readonly Kind[] = [
  {
    kind: 'agentfield',
    schemes: ['agentfield+postgres', 'agentfield+postgresql'],
    detection: agentfieldOnServer,
    parse: onServer,
  },
  {
    kind: 'agentfield',
    schemes: ['agentfield+sqlite'],
    detection: agentfieldInFile,
    parse: inFile,
  },
]

const common = (name: string) =>
  ({
    readOnly: true,
    backup: 'The database of AgentField is backed up by the tools of its own kind, such as pg_dump.',
    snapshot: 'AgentField has tables of its own, which are neither exported nor written to.',
    whyNotRetain: () =>
      `Backend "${name}" is the database of AgentField, which is never written to. Name another one.`,
  }) satisfies Partial<Store>

function onServer(name: string, rest: string): Store {
  const { url, params } = serverUrl(name, `postgres:${rest}`, ['schema'])
  const place = {
    url: url.href,
    schema: schemaName(name, params, 'public'),
    pool: whole(name, params, 'pool', { otherwise: 8, most: 1_000 }),
  }
  return {
    ...common(name),
    indexes: { on: 'postgres', at: place.url, schema: place.schema, wanted: agentfieldIndexes },
    async open(report) {
      const { openAgentServer } = await import('./server.ts')
      return openAgentServer(name, place, report)
    },
    async inspect() {
      const { inspectAgentServer } = await import('./server.ts')
      return inspectAgentServer(place)
    },
    whyNot: (reason) => whyNotServer(place.url, reason, 'use the URL of the server itself'),
  }
}

function inFile(name: string, rest: string): Store {
  const [file = '', query] = rest.split('?', 2)
  if (file === '') throw new Error(`Backend "${name}" names no file. Use agentfield+sqlite:./agentfield.db.`)
  refuseUnknown(name, new URLSearchParams(query), [])
  return {
    ...common(name),
    indexes: { on: 'sqlite', at: file, wanted: agentfieldIndexes },
    async open(report) {
      const { openAgentFile } = await import('./file.ts')
      return openAgentFile(name, file, report)
    },
    async inspect() {
      const { inspectAgentFile } = await import('./file.ts')
      return inspectAgentFile(file)
    },
    whyNot: (reason) =>
      `${reason}. Check that "${file}" is the SQLite file of AgentField, and that it can be read.`,
  }
}
