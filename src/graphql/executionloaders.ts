import { attemptsOf } from '../db/attempts.ts'
import type { Backend, Reading } from '../db/backend.ts'
import {
  type LargeKey,
  type NodeResultKey,
  type NodeResultRow,
  type PayloadKind,
  dagsByHash,
  executionTagsOf,
  largeValuesOf,
  metadataOf,
  newestNodeResultsOf,
  nodeResultsOf,
  nodeValuesOf,
  openActionsOf,
  payloadsOf,
} from '../db/details.ts'
import { type ExecutionRow, childrenOf } from '../db/executions.ts'
import type { ExecutionKey } from '../db/page.ts'
import { type Batching, keyText } from './batching.ts'
import { storedDag } from './dag.ts'
import type { StatusCache } from './statuscache.ts'

export type NodeResultOf = NodeResultRow & { readonly backend: string }

interface PayloadKey {
  readonly id: string
  readonly kind: PayloadKind
}

const text = (key: string) => key
const ofExecution = ({ executionId }: { executionId: string }): ExecutionKey => ({ id: executionId })
const largeKey = ({ executionId, kind, name }: LargeKey) => keyText({ executionId, kind, name })
const nodeKey = ({ executionId, nodeId, attempt }: NodeResultKey) => keyText({ executionId, nodeId, attempt })

/** What hangs on executions. */
export const executionLoaders = (
  backend: Backend,
  reading: Reading,
  cache: StatusCache,
  { one, bounded, pages }: Batching,
) => ({
  executions: one(
    (ids: readonly string[]) => cache.executionsByIds(backend, ids, reading),
    text,
    ({ id }) => id,
  ),
  payloads: one(
    (keys: readonly PayloadKey[]) => payloadsIn(backend, keys, reading),
    keyText,
    ({ executionId: id, kind }) => keyText({ id, kind }),
  ),
  dags: one(
    async (hashes: readonly string[]) => (await dagsByHash(backend, hashes, reading)).map(storedDag),
    text,
    ({ hash }) => hash,
  ),
  largeValues: one((keys: readonly LargeKey[]) => largeValuesOf(backend, keys, reading), largeKey, largeKey),
  nodeValues: one((keys: readonly NodeResultKey[]) => nodeValuesOf(backend, keys, reading), nodeKey, nodeKey),
  newestNodeResults: bounded<ExecutionKey, NodeResultOf>(newestNodeResultsIn, ofExecution),
  openActions: bounded(openActionsOf, ofExecution),
  executionTags: bounded(executionTagsOf, ofExecution),
  attempts: pages(attemptsOf, ofExecution),
  metadata: pages(metadataOf, ofExecution),
  children: pages<ExecutionKey, ExecutionRow>(childrenOf, ({ parentId }) => ({ id: parentId! })),
  nodeResults: pages<ExecutionKey, NodeResultOf>(nodeResultsIn, ofExecution),
})

/** Rows that know which backend has what belongs to them. */
const withBackend =
  <Row, Rest extends unknown[]>(read: (backend: Backend, ...rest: Rest) => Promise<Row[]>) =>
  async (backend: Backend, ...rest: Rest): Promise<(Row & { readonly backend: string })[]> =>
    (await read(backend, ...rest)).map((row) => ({ ...row, backend: backend.name }))

const nodeResultsIn = withBackend(nodeResultsOf)
const newestNodeResultsIn = withBackend(newestNodeResultsOf)
const payloadsIn = withBackend(payloadsOf)
