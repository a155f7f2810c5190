import type { Kind, Store } from '../../kind.ts'
import { engineFile, engineServer, engineStore } from '../store.ts'
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

function onServer(name: string, rest: string): Store {
  const { place } = engineServer(name, rest, 'public')
  return {
    ...engineStore(name, 'AgentField', place, agentfieldIndexes),
    async open(report) {
      const { openAgentServer } = await import('./server.ts')
      return openAgentServer(name, place, report)
    },
    async inspect() {
      const { inspectAgentServer } = await import('./server.ts')
      return inspectAgentServer(place)
    },
  }
}

function inFile(name: string, rest: string): Store {
  const { place } = engineFile(name, rest, 'agentfield+sqlite:./agentfield.db')
  return {
    ...engineStore(name, 'AgentField', place, agentfieldIndexes),
    async open(report) {
      const { openAgentFile } = await import('./file.ts')
      return openAgentFile(name, place, report)
    },
    async inspect() {
      const { inspectAgentFile } = await import('./file.ts')
      return inspectAgentFile(place)
    },
  }
}
