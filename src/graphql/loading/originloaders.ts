import type { Backend, Reading } from '../../db/backend.ts'
import { payloadsOf } from '../../db/executions/largetexts.ts'
import type { NodeResultKey } from '../../db/executions/nodevalues.ts'
import { errorEndsOf, nodeErrorEndsOf } from '../../db/failures/errors.ts'
import { type Failed, originsOf } from '../../db/failures/origins.ts'
import { type Batching, keyText } from './batching.ts'

const nodeKey = ({ executionId, nodeId, attempt }: NodeResultKey) => keyText({ executionId, nodeId, attempt })
const failedText = (failed: Failed) =>
  'run' in failed ? keyText({ flow: failed.run.flow, number: failed.run.number }) : failed.execution.id

/** Larger inputs are not compared with those of the last one that went well. */
const mostInputBytes = 65_536

/** Loaders of where failures began, and of what is compared then. */
export const originLoaders = (backend: Backend, reading: Reading, { one, counted, within }: Batching) => ({
  origins: one(
    async (failed: readonly Failed[]) => {
      const origins = await originsOf(backend, failed, within, reading)
      return origins.map((origin, at) => ({ ...origin, of: failedText(failed[at]!) }))
    },
    failedText,
    ({ of }) => of,
  ),
  errorEnds: one(
    (ids: readonly string[]) => errorEndsOf(backend, ids, reading),
    (id) => id,
    ({ id }) => id,
  ),
  nodeErrorEnds: one(
    async (keys: readonly NodeResultKey[]) =>
      counted(await nodeErrorEndsOf(backend, keys, reading), ({ error }) => error),
    nodeKey,
    nodeKey,
  ),
  /** `json` is `null` if it is too large. */
  smallInputs: one(
    async (ids: readonly string[]) => {
      const keys = ids.map((id) => ({ id, kind: 'in', part: 'whole' }) as const)
      return counted(await payloadsOf(backend, keys, mostInputBytes, reading), ({ json }) => json)
    },
    (id) => id,
    ({ executionId }) => executionId,
  ),
})
