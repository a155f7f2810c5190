import type { Backend, Reading } from '../../db/backend.ts'
import { type ExecutionsBefore, usualOfExecutions } from '../../db/executions/usual.ts'
import { type RunsBefore, usualOfRuns } from '../../db/runs/usual.ts'
import type { DurationsRow } from '../../db/sql/durations.ts'
import { type Batching, keyText } from './batching.ts'

const executionsText = ({ flow, step, began }: ExecutionsBefore) => keyText({ flow, step, began })
const runsText = ({ flow, began }: RunsBefore) => keyText({ flow, began })

/** Rows by the place of their key, with the text of that. */
const placed = <Key>(rows: readonly DurationsRow[], keys: readonly Key[], textOf: (key: Key) => string) =>
  rows.map((row) => ({ ...row, of: textOf(keys[row.place]!) }))

const textIn = ({ of }: { readonly of: string }) => of

/** Loaders of how long runs and executions usually take. */
export const usualLoaders = (backend: Backend, reading: Reading, { one }: Batching) => ({
  usualExecutions: one(
    async (keys: readonly ExecutionsBefore[]) =>
      placed(await usualOfExecutions(backend, keys, reading), keys, executionsText),
    executionsText,
    textIn,
  ),
  usualRuns: one(
    async (keys: readonly RunsBefore[]) => placed(await usualOfRuns(backend, keys, reading), keys, runsText),
    runsText,
    textIn,
  ),
})
