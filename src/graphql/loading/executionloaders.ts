import { attemptsOf } from '../../db/executions/attempts.ts'
import type { Backend, Reading } from '../../db/backend.ts'
import {
  executionTagsOf,
  metadataOf,
  newestNodeResultsOf,
  nodeResultsOf,
  openActionsOf,
} from '../../db/executions/details.ts'
import {
  type LargeKey,
  type PayloadKey,
  dagsByHash,
  largeValuesOf,
  payloadsOf,
} from '../../db/executions/largetexts.ts'
import { type NodeResultKey, nodeSizesOf, nodeValuesOf } from '../../db/executions/nodevalues.ts'
import { type FactKey, errorsOf, factsByKey, nodeErrorsOf } from '../../db/executions/longtexts.ts'
import { goodExecutionsBefore } from '../../db/executions/lastgood.ts'
import { queuedOf } from '../../db/executions/queued.ts'
import { type ExecutionRow, childrenOf } from '../../db/executions/rows.ts'
import type { ExecutionKey } from '../../db/sql/page.ts'
import { type Batching, keyText, mostNestedRows } from './batching.ts'
import type { StatusCache } from './statuscache.ts'
import { storedDag } from './storeddag.ts'

const text = (key: string) => key
const errorOf = ({ error }: { error: string | null }) => error
const factKey = ({ id, fact }: FactKey) => keyText({ id, fact })
const ofExecution = ({ executionId }: { executionId: string }): ExecutionKey => ({ id: executionId })
const largeKey = ({ executionId, kind, name }: LargeKey) => keyText({ executionId, kind, name })
const payloadKey = ({ id, kind, part }: PayloadKey) => `${part} ${kind} ${id}`
const nodeKey = ({ executionId, nodeId, attempt }: NodeResultKey) => keyText({ executionId, nodeId, attempt })

/** Loaders of executions and their details. */
export const executionLoaders = (
  backend: Backend,
  reading: Reading,
  cache: StatusCache,
  { one, texts, leftOut, counted, bounded, pages }: Batching,
) => ({
  executions: one(
    async (ids: readonly string[]) => counted(await cache.executionsByIds(backend, ids, reading), errorOf),
    text,
    ({ id }) => id,
  ),
  payloads: texts(payloadsOf, payloadKey, ({ executionId: id, kind, part }) =>
    payloadKey({ id, kind, part }),
  ),
  dags: texts(dagsIn, text, ({ hash }) => hash),
  largeValues: texts(largeValuesOf, largeKey, largeKey),
  nodeValues: texts(nodeValuesOf, nodeKey, nodeKey),
  nodeSizes: one(
    (keys: readonly NodeResultKey[]) => nodeSizesOf(backend, keys, reading),
    nodeKey,
    nodeKey,
    mostNestedRows,
  ),
  newestNodeResults: bounded(newestNodeResultsOf, ofExecution, errorOf),
  openActions: bounded(openActionsOf, ofExecution),
  queued: one(
    (ids: readonly string[]) => queuedOf(backend, ids, reading),
    text,
    ({ id }) => id,
  ),
  executionTags: bounded(executionTagsOf, ofExecution, ({ tag }) => tag),
  attempts: pages(attemptsOf, ofExecution, errorOf),
  metadata: pages(metadataOf, ofExecution, ({ value }) => value),
  children: pages<ExecutionKey, ExecutionRow>(childrenOf, ({ parentId }) => ({ id: parentId! }), errorOf),
  nodeResults: pages(nodeResultsOf, ofExecution, errorOf),
  /** The last good execution before each. */
  goodExecutions: one(
    (rows: readonly ExecutionRow[]) => goodExecutionsBefore(backend, rows, reading),
    ({ id }) => id,
    (good) => good.of,
  ),
  errors: leftOut(errorsOf, text, ({ id }) => id),
  nodeErrors: leftOut(nodeErrorsOf, nodeKey, nodeKey),
  facts: leftOut(factsByKey, factKey, factKey),
})

const dagsIn = async (...asked: Parameters<typeof dagsByHash>) => (await dagsByHash(...asked)).map(storedDag)
