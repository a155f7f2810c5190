import type { Backend, Reading } from '../../db/backend.ts'
import { type StepKey, firstOfSteps } from '../../db/executions/ofsteps.ts'
import { type ExecutionRow, executionsOf } from '../../db/executions/rows.ts'
import { type RunFactKey, runFactsByKey, runMetadataOf, stepsOf, tagsOf } from '../../db/runs/details.ts'
import { goodRunsBefore } from '../../db/runs/lastgood.ts'
import { type RunChoice, chooseRuns, neighboursOf } from '../../db/runs/pick.ts'
import { type RunKey, type RunRow, runsByKeys, runsByRefs } from '../../db/runs/rows.ts'
import { runOver } from '../../db/source/ofrun.ts'
import { type Batching, keyText, remembered } from './batching.ts'
import type { ExecutionStatus } from '../../db/statuses.ts'

const ofRun = ({ flow, number }: RunKey): RunKey => ({ flow, number })
const factKey = ({ flow, number, fact }: RunFactKey) => keyText({ flow, number, fact })
const runText = ({ flow, number }: RunKey) => keyText({ flow, number })

const stepText = ({ flow, number, step, status }: StepKey) => keyText({ flow, number, step, status })
const errorOf = ({ error }: ExecutionRow) => error

/** Loaders of runs and their details. */
export const runLoaders = (
  backend: Backend,
  reading: Reading,
  { one, many, leftOut, counted, pages }: Batching,
) => ({
  runs: one((keys: readonly RunKey[]) => runsByKeys(backend, keys, reading), runText, runText),
  /** The runs of executions that do not know the number of their run. */
  namedRuns: one(
    (refs: readonly string[]) => runsByRefs(backend, refs, reading),
    (ref) => ref,
    ({ ofRef }) => ofRef,
  ),
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
  /** The last good run before each. */
  goodRuns: one(
    (runs: readonly RunRow[]) => goodRunsBefore(backend, runs, reading),
    runText,
    ({ flow, ofNumber }) => runText({ flow, number: ofNumber }),
  ),
  /** The first execution of a step that has a status. */
  firstOfSteps: one(
    async (steps: readonly StepKey[]) => counted(await firstOfSteps(backend, steps, reading), errorOf),
    stepText,
    (row) => stepText({ ...runOver(row), step: row.step!, status: row.status }),
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
    pages<RunKey, ExecutionRow>(executionsOf(statuses), runOver, errorOf),
  ),
})

const choiceText = ({ flow, number, name, statuses }: RunChoice) =>
  keyText({ flow, number, name, statuses: statuses === null ? '*' : statuses.toSorted().join() })

async function chosen(backend: Backend, choices: readonly RunChoice[], reading: Reading) {
  const rows = await chooseRuns(backend, choices, reading)
  return rows.map((row) => Object.assign(row, { choice: choiceText(choices[row.place]!) }))
}
