import DataLoader from 'dataloader'
import { type AttemptRow, attemptsOf } from '../db/attempts.ts'
import type { Backend, Reading } from '../db/backend.ts'
import {
  type DagRow,
  type MetadataRow,
  type NodeResultKey,
  type NodeResultRow,
  type NodeValueRow,
  type PayloadKind,
  type PayloadRow,
  dagsByHash,
  metadataOf,
  nodeResultsOf,
  nodeValuesOf,
  payloadsOf,
} from '../db/details.ts'
import { type ExecutionRow, childrenOf } from '../db/executions.ts'
import type { Page } from '../db/page.ts'
import { type RunKey, type RunRow, runsByKeys } from '../db/runs.ts'
import { tooManyKeys, tooManyRows } from './errors.ts'
import { createLevels } from './levels.ts'
import type { StatusCache } from './statuscache.ts'

/** How many different records of one kind a request may look up. */
const mostKeys = 5_000
/** How many rows the nested lists of a request may hold. */
const mostNestedRows = 50_000

export type NodeResultOf = NodeResultRow & { readonly backend: string }

/** What a request reads of one backend, one statement per kind of record, argument set and level. */
export interface Loaders {
  readonly executions: DataLoader<string, ExecutionRow | null>
  readonly runs: DataLoader<RunKey, RunRow | null, string>
  readonly payloads: DataLoader<{ id: string; kind: PayloadKind }, PayloadRow | null, string>
  readonly dags: DataLoader<string, DagRow | null>
  readonly nodeValues: DataLoader<NodeResultKey, NodeValueRow | null, string>
  children(page: Page): DataLoader<string, ExecutionRow[]>
  attempts(page: Page): DataLoader<string, AttemptRow[]>
  metadata(page: Page): DataLoader<string, MetadataRow[]>
  nodeResults(page: Page): DataLoader<string, NodeResultOf[]>
}

export function createLoaders(backend: Backend, reading: Reading, cache: StatusCache): Loaders {
  const batch = batches()
  const lists = nestedLists(backend, reading, batch)
  const { name } = backend
  return {
    executions: batch(
      (ids) => cache.executionsByIds(backend, ids, reading),
      (row) => row.id,
    ),
    runs: batch(
      (keys: readonly RunKey[]) => runsByKeys(backend, keys, reading),
      (row) => `${row.number}/${row.flow}`,
      (key) => `${key.number}/${key.flow}`,
    ),
    payloads: batch(
      (keys: readonly { id: string; kind: PayloadKind }[]) => payloadsOf(backend, keys, reading),
      (row) => `${row.kind}/${row.executionId}`,
      (key) => `${key.kind}/${key.id}`,
    ),
    dags: batch(
      (hashes) => dagsByHash(backend, hashes, reading),
      (row) => row.hash,
    ),
    nodeValues: batch(
      (keys: readonly NodeResultKey[]) => nodeValuesOf(backend, keys, reading),
      nodeKey,
      nodeKey,
    ),
    children: lists(childrenOf, (row) => row.parentId as string),
    attempts: lists(attemptsOf, (row) => row.executionId),
    metadata: lists(metadataOf, (row) => row.executionId),
    nodeResults: lists(
      async (...args) => (await nodeResultsOf(...args)).map((row) => ({ ...row, backend: name })),
      (row) => row.executionId,
    ),
  }
}

const nodeKey = ({ attempt, nodeId, executionId }: NodeResultKey) =>
  JSON.stringify([attempt, nodeId, executionId])

type Batch = ReturnType<typeof batches>

/** Loaders that share a backend's levels. Rows come in any order and go to whom their key names. */
function batches() {
  const levels = createLevels()
  const options = { batchScheduleFn: levels.schedule }

  function batch<Row>(
    read: (keys: readonly string[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
  ): DataLoader<string, Row | null>
  function batch<Key, Row>(
    read: (keys: readonly Key[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
    cacheKeyFn: (key: Key) => string,
  ): DataLoader<Key, Row | null, string>
  function batch<Row>(
    read: (keys: readonly string[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
    cacheKeyFn: (key: string) => string = (key) => key,
  ) {
    const load = async (keys: readonly string[]) => {
      if (keys.length > mostKeys) throw tooManyKeys(mostKeys, keys.length)
      const rows = await levels.during(read(keys))
      const found = new Map(rows.map((row) => [keyOf(row), row]))
      return keys.map((key) => found.get(cacheKeyFn(key)) ?? null)
    }
    return new DataLoader(load, { ...options, cacheKeyFn })
  }
  return Object.assign(batch, { levels, options })
}

type ReadPages<Row> = (
  backend: Backend,
  parents: readonly string[],
  page: Page,
  rows: number,
  reading: Reading,
) => Promise<Row[]>

/** Pages of lists that hang on a parent: a loader per page, a statement for all parents that ask for it. */
function nestedLists(backend: Backend, reading: Reading, { levels, options }: Batch) {
  let left = mostNestedRows
  return <Row>(read: ReadPages<Row>, parentOf: (row: Row) => string) => {
    const loaders = new Map<string, DataLoader<string, Row[]>>()
    const load = async (parents: readonly string[], page: Page) => {
      if (parents.length > mostKeys) throw tooManyKeys(mostKeys, parents.length)
      const rows = await levels.during(read(backend, parents, page, left + 1, reading))
      if (rows.length > left) throw tooManyRows(mostNestedRows)
      left -= rows.length
      const byParent = Map.groupBy(rows, parentOf)
      return parents.map((parent) => byParent.get(parent) ?? [])
    }
    return (page: Page) => {
      const key = JSON.stringify(page)
      const known =
        loaders.get(key) ?? new DataLoader((parents: readonly string[]) => load(parents, page), options)
      loaders.set(key, known)
      return known
    }
  }
}
