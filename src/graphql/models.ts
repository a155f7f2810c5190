import type { Dag, DagNode, Problem } from './types.gen.ts'
import type { NodeResultRow } from '../db/executions/details.ts'
import type { DagRow, LargeKey } from '../db/executions/largetexts.ts'
import type { TruncatedKey as Cut } from '../db/recording/payload.ts'
import type { ExecutionMetadata, RunMetadata } from '../db/recording/metadata.ts'
import type { RecordOutcome } from '../db/recording/record.ts'
import type { RunKey } from '../db/runs/rows.ts'

export type { ClaimedAction as ClaimedActionOf } from '../db/queue/claim.ts'
export type StoredNode = Omit<DagNode, 'status' | 'result'>

/** What all that share a graph see of it. */
export interface DagContent extends Pick<Dag, 'title' | 'edges' | 'groups' | 'layoutDirection' | 'bounds'> {
  readonly nodes: readonly StoredNode[]
}

/** A graph as it is stored, for all that share it. */
export interface StoredDag extends Pick<DagRow, 'hash' | 'nodeCount' | 'size'> {
  readonly content: () => DagContent
}

/** A graph as it is shown for one execution. */
export interface DagOf extends StoredDag {
  /** What its nodes did, by their ids. */
  readonly results: () => Promise<ReadonlyMap<string, NodeResultRow>>
}

export interface NodeOf extends StoredNode {
  readonly of: DagOf
}

/** A part that was cut, with where all of it is, if it is kept. */
export type TruncatedKeyOf = Cut & { readonly backend: string; readonly key: LargeKey }

export interface Outcome<Done> {
  readonly index: number
  readonly ok: boolean
  readonly problem: Problem | null
  /** What it is about, as it was given. */
  readonly id: string | null
  /** What the store said of it, if it came that far. */
  readonly done: Done | undefined
}

export interface Started {
  readonly id: string
  readonly started: boolean
}

export interface StartResult extends Outcome<Started> {
  readonly backend: string
}

export interface MoveResult extends Outcome<true> {
  readonly backend: string
}

export interface CompleteResult extends Outcome<true> {
  readonly backend: string
}

export type KnownFact = RunMetadata | ExecutionMetadata

export interface MetadataOutcome extends Outcome<KnownFact> {
  readonly backend: string
}

export type Applied = { readonly stored: boolean }

export interface UpdateResult extends Outcome<Applied> {
  readonly backend: string
}

export interface RecordResult extends Outcome<RecordOutcome> {
  readonly backend: string
}

export interface RunOutcome extends Outcome<RunKey> {
  readonly backend: string
}
