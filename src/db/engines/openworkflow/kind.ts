import { statSync } from 'node:fs'
import type { Kind, Store } from '../../kind.ts'
import { whyNotServer } from '../../urls/server.ts'
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
  readOnly: true,
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
  indexes:
    place.url === undefined
      ? { on: 'sqlite', at: place.file, wanted: openworkflowIndexes }
      : { on: 'postgres', at: place.url, schema: place.schema, wanted: openworkflowIndexes },
  backup: 'What OpenWorkflow keeps is backed up by the tools of its database.',
  snapshot: 'OpenWorkflow has tables of its own, which are neither exported nor written to.',
  whyNot: (reason) => whyNot(place, reason),
  whyNotRetain: () =>
    `Backend "${name}" is that of OpenWorkflow, which is never written to. Name another one.`,
})

function whyNot(place: OpenWorkflowPlace, reason: string): string {
  if (place.url !== undefined) return whyNotServer(place.url, reason, 'use the URL of the server itself')
  if (!statSync(place.file, { throwIfNoEntry: false })) return `there is no file "${place.file}".`
  return `${reason}. Check that "${place.file}" is the SQLite file of an OpenWorkflow, and that it and its directory can be read.`
}
