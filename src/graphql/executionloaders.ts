import { attemptsOf } from '../db/attempts.ts'
import type { Backend, Reading } from '../db/backend.ts'
import {
  type NodeResultKey,
  type NodeResultRow,
  type PayloadKind,
  dagsByHash,
  metadataOf,
  nodeResultsOf,
  nodeValuesOf,
  payloadsOf,
} from '../db/details.ts'
import { type ExecutionRow, childrenOf } from '../db/executions.ts'
import type { ExecutionKey } from '../db/page.ts'
import { type Batching, keyText } from './batching.ts'
import type { StatusCache } from './statuscache.ts'

export type NodeResultOf = NodeResultRow & { readonly backend: string }

interface PayloadKey {
  readonly id: string
  readonly kind: PayloadKind
}

const text = (key: string) => key
const ofExecution = ({ executionId }: { executionId: string }): ExecutionKey => ({ id: executionId })
const nodeKey = ({ executionId, nodeId, attempt }: NodeResultKey) => keyText({ executionId, nodeId, attempt })

/** What hangs on executions. */
export const executionLoaders = (
  backend: Backend,
  reading: Reading,
  cache: StatusCache,
  { one, pages }: Batching,
) => ({
  executions: one(
    (ids: readonly string[]) => cache.executionsByIds(backend, ids, reading),
    text,
    ({ id }) => id,
  ),
  payloads: one(
    (keys: readonly PayloadKey[]) => payloadsOf(backend, keys, reading),
    keyText,
    ({ executionId: id, kind }) => keyText({ id, kind }),
  ),
  dags: one(
    (hashes: readonly string[]) => dagsByHash(backend, hashes, reading),
    text,
    ({ hash }) => hash,
  ),
  nodeValues: one((keys: readonly NodeResultKey[]) => nodeValuesOf(backend, keys, reading), nodeKey, nodeKey),
  attempts: pages(attemptsOf, ofExecution),
  metadata: pages(metadataOf, ofExecution),
  children: pages<ExecutionKey, ExecutionRow>(childrenOf, ({ parentId }) => ({ id: parentId! })),
  nodeResults: pages<ExecutionKey, NodeResultOf>(nodeResultsIn, ofExecution),
})

const nodeResultsIn: (...args: Parameters<typeof nodeResultsOf>) => Promise<NodeResultOf[]> = async (
  backend,
  ...args
) => (await nodeResultsOf(backend, ...args)).map((row) => ({ ...row, backend: backend.name }))
