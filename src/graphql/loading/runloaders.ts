import type { Backend, Reading } from '../../db/backend.ts'
import { type ExecutionRow, executionsOf } from '../../db/executions/rows.ts'
import { type RunFactKey, runFactsByKey, runMetadataOf, stepsOf, tagsOf } from '../../db/runs/details.ts'
import { type RunChoice, chooseRuns, neighboursOf } from '../../db/runs/pick.ts'
import { type RunKey, type RunRow, runsByKeys } from '../../db/runs/rows.ts'
import { type Batching, keyText, remembered } from './batching.ts'
import type { ExecutionStatus } from '../../db/statuses.ts'

const ofRun = ({ flow, number }: RunKey): RunKey => ({ flow, number })
const factKey = ({ flow, number, fact }: RunFactKey) => keyText({ flow, number, fact })
const runText = ({ flow, number }: RunKey) => keyText({ flow, number })

/** Loaders of runs and their details. */
export const runLoaders = (backend: Backend, reading: Reading, { one, many, leftOut, pages }: Batching) => ({
  runs: one((keys: readonly RunKey[]) => runsByKeys(backend, keys, reading), runText, runText),
  chosenRuns: one(
    (choices: readonly RunChoice[]) => chosen(backend, choices, reading),
    choiceText,
    ({ choice }) => choice,
  ),
  /** The next or the previous run of its flow, for each run. */
  neighbours: remembered((next: boolean) =>
    one(
      (runs: readonly RunRow[]) => neighboursOf(backend, runs, next, reading),
      runText,
      ({ flow, ofNumber }) => runText({ flow, number: ofNumber }),
    ),
  ),
  tags: many(
    (keys: readonly RunKey[]) => tagsOf(backend, keys, reading),
    ofRun,
    ({ tag }) => tag,
  ),
  steps: many((keys: readonly RunKey[]) => stepsOf(backend, keys, reading), ofRun),
  runMetadata: pages(runMetadataOf, ofRun, ({ value }) => value),
  runFacts: leftOut(runFactsByKey, factKey, factKey),
  executionsOfRun: remembered((statuses: readonly ExecutionStatus[]) =>
    pages<RunKey, ExecutionRow>(
      executionsOf(statuses),
      ({ flow, runNumber }) => ({ flow, number: runNumber! }),
      ({ error }) => error,
    ),
  ),
})

const choiceText = ({ flow, number, name, statuses }: RunChoice) =>
  keyText({ flow, number, name, statuses: statuses === null ? '*' : statuses.toSorted().join() })

async function chosen(backend: Backend, choices: readonly RunChoice[], reading: Reading) {
  const rows = await chooseRuns(backend, choices, reading)
  return rows.map((row) => Object.assign(row, { choice: choiceText(choices[row.place]!) }))
}
