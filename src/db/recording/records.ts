import type { Transaction } from '../backend.ts'
import type { CutPayload } from './payload.ts'
import type { Verdict } from '../status/status.ts'
import type { Tables } from '../tables/tables.ts'

export interface AttemptRecord {
  readonly number: number
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly verdict: Verdict | null
  readonly error: string | null
}

/** What to do with a record whose id is already stored. */
export type OnConflict = 'FAIL' | 'IGNORE' | 'REPLACE'

export interface ExecutionRecord {
  readonly id: string
  readonly onConflict: OnConflict
  readonly flow: string
  readonly runNumber: number | null
  readonly step: string | null
  readonly parentId: string | null
  readonly source: string | null
  readonly scriptPath: string | null
  readonly sampleRate: number
  readonly state: 'WAITING' | 'PAUSED' | null
  readonly heartbeatAt: number | null
  readonly heartbeatTimeoutMs: number | null
  /** Sorted by number. */
  readonly attempts: readonly AttemptRecord[]
  readonly metadata: readonly FactRecord[]
  readonly tags: readonly string[]
  readonly inputs: CutPayload | null
  readonly outputs: CutPayload | null
  readonly nodeResults: readonly NodeRecord[]
  readonly dag: { readonly hash: string; readonly json: string; readonly nodeCount: number } | null
}

export interface FactRecord {
  readonly attempt: number
  readonly field: string
  readonly value: string
  readonly ts: number
}

export type NodeRow = Tables['nodeResults']['$inferSelect']

export type NodeRecord = Omit<NodeRow, 'executionId' | 'bytes' | 'truncated' | 'value'> & {
  readonly value: CutPayload | null
}

export type Fact = Tables['executionMetadata']['$inferSelect']

export interface Recorded extends ExecutionRecord {
  /** All facts of the record, including those of its attempts, with their ids. */
  readonly facts: readonly Fact[]
}

/** Whose flows are limited replaces only what is known to be of these. */
export const asWritten = (
  records: readonly ExecutionRecord[],
  own: ReadonlySet<string>,
  { flows }: Pick<Transaction, 'flows'>,
): readonly ExecutionRecord[] =>
  flows === undefined
    ? records
    : records.map((record) =>
        record.onConflict === 'REPLACE' && !own.has(record.id) ? { ...record, onConflict: 'FAIL' } : record,
      )
