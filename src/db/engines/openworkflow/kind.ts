import type { Kind, Store } from '../../kind.ts'
import { engineStore } from '../store.ts'
import { openworkflowIndexes } from './wantedindexes.ts'
import { type OpenWorkflowPlace, placeInFile, placeOnServer } from './place.ts'
import { openworkflowInFile, openworkflowOnServer } from './detect.ts'

/** The database of OpenWorkflow: on a Postgres server, and in a file. */
export const openworkflow: readonly Kind[] = [
  {
    kind: 'openworkflow',
    schemes: ['openworkflow+postgres', 'openworkflow+postgresql'],
    detection: openworkflowOnServer,
    parse: (name, rest) => storeAt(name, placeOnServer(name, rest)),
  },
  {
    kind: 'openworkflow',
    schemes: ['openworkflow+sqlite'],
    detection: openworkflowInFile,
    parse: (name, rest) => storeAt(name, placeInFile(name, rest)),
  },
]

const storeAt = (name: string, place: OpenWorkflowPlace): Store => ({
  ...engineStore(name, 'OpenWorkflow', place.at, openworkflowIndexes),
  hasRuns: false,
  countsWakes: true,
  async open(report) {
    const { openOpenWorkflow } = await import('./open.ts')
    return openOpenWorkflow(name, place, report)
  },
  async inspect() {
    const { inspectOpenWorkflow } = await import('./inspect.ts')
    return inspectOpenWorkflow(place)
  },
})
