import type { CutPayload } from '../recording/payload.ts'
import { Refused } from './refusal.ts'
import { queuedAgain, verdicts } from '../status/status.ts'
import type { Tables } from '../tables/tables.ts'
import type { NodeRecord, Fact } from '../recording/records.ts'

type Row = Tables['executions']['$inferSelect']

/** Columns of an execution that decide what a patch may do, and those that are written with it. */
export const fixedColumns = ['id', 'flow', 'runNumber', 'step', 'sampleRate', 'sortAt'] as const

export const changedColumns = [
  'startedAt',
  'finishedAt',
  'attempt',
  'attemptAt',
  'verdict',
  'verdictAt',
  'verdictId',
  'state',
  'heartbeatAt',
  'heartbeatTimeoutMs',
  'error',
  'failureGroup',
  'failureBytes',
  'nodeCount',
  'outputPreview',
  'version',
] as const

export type Standing = Pick<Row, (typeof fixedColumns)[number] | (typeof changedColumns)[number]>
export type ChangedValues = Partial<Pick<Row, (typeof changedColumns)[number]>>

const unindexed: ReadonlySet<string> = new Set<keyof Standing>([
  'attemptAt',
  'verdictAt',
  'verdictId',
  'nodeCount',
  'outputPreview',
  'version',
])

/** Whether an index has a column that has changed. A heartbeat is in one if it was promised. */
export function changesIndexes({ stored, row }: Pick<Draft, 'stored' | 'row'>): boolean {
  const isIndexed = (name: keyof Standing) =>
    name === 'heartbeatAt' ? row.heartbeatTimeoutMs !== null : !unindexed.has(name)
  return changedColumns.some((name) => row[name] !== stored[name] && isIndexed(name))
}

/** The start and the verdict of an attempt, as the registers have them. */
export interface KnownAttempt {
  readonly startedAt: number
  readonly verdict: number
}

/** A node's result without its value. */
export type KnownNode = Pick<
  Tables['nodeResults']['$inferSelect'],
  'executionId' | 'nodeId' | 'attempt' | 'status' | 'startedAt' | 'finishedAt' | 'error'
>

/** An execution while the patches of a flush are applied to it, with what is to be written. */
export interface Draft {
  /** As it was before the flush. */
  readonly stored: Standing
  row: Standing
  attempts: Map<number, KnownAttempt>
  readonly nodes: Map<string, KnownNode>
  readonly nodeIds: Set<string>
  facts: Fact[]
  /** Facts of the attempt that was current when they came: the run receives these. */
  readonly currentFacts: Fact[]
  outputs: CutPayload | null
  readonly results: Map<string, NodeRecord>
  /** Tags that patches name and the execution has. */
  readonly tagged: Set<string>
  /** Changed tags, and whether the execution now has them. */
  readonly tags: Map<string, boolean>
}

export const nodeKey = ({ nodeId, attempt }: { nodeId: string; attempt: number }) => `${attempt}/${nodeId}`

export function newDraft(
  row: Standing,
  attempts: Iterable<[number, KnownAttempt]>,
  nodes: readonly KnownNode[],
  tagged: readonly string[],
): Draft {
  const { attempt, attemptAt, verdict } = row
  const known = new Map(attempts)
  if (attempt > 0 && !(verdict === queuedAgain && known.has(attempt)))
    known.set(attempt, { startedAt: attemptAt!, verdict })
  return {
    stored: row,
    row,
    attempts: known,
    nodes: new Map(nodes.map((node) => [nodeKey(node), node])),
    nodeIds: new Set(nodes.map(({ nodeId }) => nodeId)),
    facts: [],
    currentFacts: [],
    outputs: null,
    results: new Map(),
    tagged: new Set(tagged),
    tags: new Map(),
  }
}

/** The registers of an execution after one patch. They are taken over whole or not at all. */
export interface Step {
  row: Standing
  readonly attempts: Map<number, KnownAttempt>
  readonly facts: Fact[]
}

export function change(step: Step, changes: ChangedValues): void {
  const names = Object.keys(changes) as (keyof ChangedValues)[]
  if (names.some((name) => changes[name] !== step.row[name])) step.row = { ...step.row, ...changes }
}

export const isOver = ({ row }: Pick<Step, 'row'>) => row.verdict !== verdicts.OPEN

export const badTime = (field: string, startedAt: number, received: number) =>
  new Refused({
    code: 'BAD_USER_INPUT',
    message: 'The end is before the stored start.',
    field,
    limit: startedAt,
    received,
  })
