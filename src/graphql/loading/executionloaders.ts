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
  type NodeResultKey,
  type PayloadKey,
  dagsByHash,
  largeValuesOf,
  nodeValuesOf,
  payloadsOf,
} from '../../db/executions/largetexts.ts'
import { type ExecutionRow, childrenOf } from '../../db/executions/rows.ts'
import type { ExecutionKey } from '../../db/sql/page.ts'
import { type Batching, keyText } from './batching.ts'
import type { StatusCache } from './statuscache.ts'
import type { NodeResultOf } from '../models.ts'
import { storedDag } from './storeddag.ts'

const text = (key: string) => key
const ofExecution = ({ executionId }: { executionId: string }): ExecutionKey => ({ id: executionId })
const largeKey = ({ executionId, kind, name }: LargeKey) => keyText({ executionId, kind, name })
const payloadKey = ({ id, kind, part }: PayloadKey) => `${part} ${kind} ${id}`
const nodeKey = ({ executionId, nodeId, attempt }: NodeResultKey) => keyText({ executionId, nodeId, attempt })

/** What hangs on executions. */
export const executionLoaders = (
  backend: Backend,
  reading: Reading,
  cache: StatusCache,
  { one, texts, bounded, pages }: Batching,
) => ({
  executions: one(
    (ids: readonly string[]) => cache.executionsByIds(backend, ids, reading),
    text,
    ({ id }) => id,
  ),
  payloads: texts(payloadsIn, payloadKey, ({ executionId: id, kind, part }) =>
    payloadKey({ id, kind, part }),
  ),
  dags: texts(dagsIn, text, ({ hash }) => hash),
  largeValues: texts(largeValuesOf, largeKey, largeKey),
  nodeValues: texts(nodeValuesOf, nodeKey, nodeKey),
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
const dagsIn = async (...asked: Parameters<typeof dagsByHash>) => (await dagsByHash(...asked)).map(storedDag)
