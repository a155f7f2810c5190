import type { AttentionItem, Backend, Dag, DagNode, Problem, StepState } from './types.gen.ts'
import type { Backend as Store } from '../db/backend.ts'
import type { NodeResultRow } from '../db/executions/details.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import type { FailedNode, FailedPart } from '../db/failures/parts.ts'
import type { ExecutionFilter } from '../db/executions/filter.ts'
import type { DagRow, LargeKey } from '../db/executions/largetexts.ts'
import type { TruncatedKey as Cut } from '../db/recording/payload.ts'
import type { ExecutionMetadata, RunMetadata } from '../db/recording/metadata.ts'
import type { RecordOutcome } from '../db/recording/record.ts'
import type { RunKey, RunRow } from '../db/runs/rows.ts'
import type { NewToken } from '../db/tokens/newtoken.ts'

/** A backend as it answered. */
export interface BackendOf extends Omit<Backend, 'replicas'> {
  readonly store: Store
}

export type StoredNode = Omit<DagNode, 'status' | 'result'>

/** The content of a graph, the same for all that share it. */
export interface DagContent extends Pick<Dag, 'title' | 'edges' | 'groups' | 'layoutDirection' | 'bounds'> {
  readonly nodes: readonly StoredNode[]
}

/** A graph as it is stored, for all that share it. */
export interface StoredDag extends Pick<DagRow, 'hash' | 'nodeCount' | 'size'> {
  readonly content: () => DagContent
}

/** A graph as it is shown for one execution. */
export interface DagOf extends StoredDag {
  /** The newest results of its nodes, by id. */
  readonly results: () => Promise<ReadonlyMap<string, NodeResultRow>>
}

export interface NodeOf extends StoredNode {
  readonly of: DagOf
}

/** Two records that are compared. `left` is `null` if there is no base. */
export interface Sides<Row> {
  readonly left: Row | null
  readonly right: Row
}

export type ExecutionSides = Sides<ExecutionRow>
export type RunSides = Sides<RunRow>

/** Something that wants eyes now, and what it is about. */
export interface AttentionItemOf extends Pick<
  AttentionItem,
  'kind' | 'why' | 'since' | 'factor' | 'backend'
> {
  /** What is about it, beside its kind and backend. */
  readonly about: string
  readonly flow: string | null
  readonly executionId?: string
  readonly runNumber?: number
  readonly groupId?: string
  readonly queue?: string
}

/** A step of two runs. At least one of them has it. */
export interface StepSides {
  readonly name: string
  readonly runs: { readonly left: RunRow; readonly right: RunRow }
  readonly left: StepState | null
  readonly right: StepState | null
}

/** A part that was cut, with the key of the whole value, if that is kept. */
export type TruncatedKeyOf = Cut & { readonly backend: string; readonly key: LargeKey }

export interface Outcome<Done> {
  readonly index: number
  readonly ok: boolean
  readonly problem: Problem | null
  /** The id of the element, as given. */
  readonly id: string | null
  /** The store's answer, if the element was stored. */
  readonly done: Done | undefined
}

export interface Started {
  readonly id: string
  readonly started: boolean
}

export type CreatedToken = Outcome<NewToken>

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

/** The failure of a run or of an execution, and where it began. */
export interface FailureOf {
  readonly backend: string
  /** What was asked. */
  readonly run: RunRow | null
  readonly execution: ExecutionRow | null
  /** The executions down to the one where it began; none if no execution of the run failed. */
  readonly path: readonly FailedPart[]
  readonly node: FailedNode | null
}

/** A group of failures in one backend. */
export interface GroupShare {
  readonly backend: string
  readonly count: number
  readonly firstSeen: number
  /** When its newest failure there started. */
  readonly lastSeen: number
  /** The failures that are counted there. */
  readonly filter: ExecutionFilter
}

/** A group of failures, as it is in one or several backends. */
export interface FailureGroupOf {
  readonly id: string
  readonly count: number
  readonly isExact: boolean
  readonly share: number | null
  readonly firstSeen: number
  readonly lastSeen: number
  readonly shares: readonly GroupShare[]
  /** The filter's time. */
  readonly time: { readonly from?: number | undefined; readonly to?: number | undefined }
}
