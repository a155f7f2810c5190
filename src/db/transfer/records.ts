import type { Tables } from '../tables/tables.ts'

export type TransferTable = keyof Tables

/** A table, and the columns of its key, in whose order it is written. */
interface Keyed {
  readonly table: TransferTable
  readonly key: readonly string[]
}

/** Rows that belong to a record, and which of their columns name it. */
export interface Detail extends Keyed {
  readonly owner: readonly string[]
}

/** One kind of record with all that hangs on it. */
export interface RecordKind extends Keyed {
  readonly kind: KindName
  readonly details: Readonly<Record<string, Detail>>
}

export type KindName = 'flow' | 'audit' | 'dag' | 'run' | 'execution'

const ofRun = ['flow', 'number']
const ofExecution = ['executionId']
const hanging = (table: TransferTable, ...more: string[]): Detail => ({
  table,
  owner: ofExecution,
  key: [...ofExecution, ...more],
})

/**
 * All that a store keeps, in the order in which it is written and read: what others refer to comes first. Not among it:
 * tokens, since whoever has a copy need not let them in; counts by the hour, which triggers make; who works at present.
 */
export const recordKinds: readonly RecordKind[] = [
  { kind: 'flow', table: 'flows', key: ['flow'], details: {} },
  { kind: 'audit', table: 'audit', key: ['id'], details: {} },
  { kind: 'dag', table: 'dags', key: ['hash'], details: {} },
  {
    kind: 'run',
    table: 'runs',
    key: ofRun,
    details: {
      tags: { table: 'runTags', owner: ofRun, key: [...ofRun, 'tag'] },
      metadata: { table: 'runMetadata', owner: ofRun, key: [...ofRun, 'id'] },
    },
  },
  {
    kind: 'execution',
    table: 'executions',
    key: ['id'],
    details: {
      tags: hanging('executionTags', 'tag'),
      metadata: hanging('executionMetadata', 'id'),
      payloads: hanging('payloads', 'kind'),
      largeValues: hanging('largeValues', 'kind', 'name'),
      nodeResults: hanging('nodeResults', 'nodeId', 'attempt'),
      queued: { table: 'queueExecutions', owner: ['id'], key: ['id'] },
      actions: hanging('actions', 'nodeId'),
      joins: hanging('joins', 'nodeId'),
      queueValues: hanging('queueValues', 'kind', 'nodeId'),
    },
  },
]

/** The format of the lines. A program refuses files of a later one. */
export const format = { name: 'execgraph-export', version: 1 }
