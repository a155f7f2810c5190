import { facts } from '../executions/attempts.ts'
import { type CutPayload, type LargeValue, largeName, nodeKind } from './payload.ts'
import type { Recorded } from './facts.ts'
import { isInSample } from './sampling.ts'
import { type Verdict, verdicts } from '../status/status.ts'
import type { Tables } from '../tables/tables.ts'

export interface AttemptRecord {
  readonly number: number
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly verdict: Verdict | null
  readonly error: string | null
}

/** What happens to a record whose id is stored already. */
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
  /** By ascending number. */
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

type NodeRow = Tables['nodeResults']['$inferSelect']

export type NodeRecord = Omit<NodeRow, 'executionId' | 'bytes' | 'truncated' | 'value'> & {
  readonly value: CutPayload | null
}

/** Whether a record that ended well is one of those that sampling leaves out. */
export const isLeftOut = ({ id, attempts, sampleRate }: ExecutionRecord): boolean =>
  attempts.at(-1)?.verdict === 'OK' && !isInSample(id, sampleRate)

export function executionRow(record: Recorded, now: number) {
  const current = record.attempts.at(-1)
  const verdict = record.facts.find(
    (fact) => fact.field === facts.verdict && fact.attempt === current?.number,
  )
  const startedAt = record.attempts[0]?.startedAt ?? null
  const { id, flow, runNumber, step, parentId, source, scriptPath, sampleRate, state } = record
  const { heartbeatAt, heartbeatTimeoutMs } = record
  return {
    ...{ id, flow, runNumber, step, parentId, source, scriptPath, sampleRate, state },
    ...{ heartbeatAt, heartbeatTimeoutMs },
    outputPreview: record.outputs?.preview ?? null,
    sortAt: startedAt ?? now,
    startedAt,
    finishedAt: current?.finishedAt ?? null,
    attempt: current?.number ?? 0,
    attemptAt: current?.startedAt ?? null,
    verdict: verdicts[current?.verdict ?? 'OPEN'],
    verdictAt: verdict?.ts ?? null,
    verdictId: verdict?.id ?? null,
    error: current?.error ?? null,
    nodeCount: new Set(record.nodeResults.map((node) => node.nodeId)).size,
    dagHash: record.dag?.hash ?? null,
    version: 1,
  }
}

export function dagRows(records: readonly ExecutionRecord[], now: number) {
  const dags = new Map(records.flatMap(({ dag }) => (dag ? [[dag.hash, dag] as const] : [])))
  return [...dags.values()]
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map((dag) => ({ ...dag, lastUsedAt: now }))
}

export const tagRows = ({ id: executionId, tags }: ExecutionRecord, sortAt: number) =>
  tags.map((tag) => ({ executionId, tag, sortAt }))

const truncatedText = ({ truncated }: CutPayload) => (truncated.length > 0 ? JSON.stringify(truncated) : null)

export function payloadRow(executionId: string, kind: 'in' | 'out', payload: CutPayload) {
  return { executionId, kind, json: payload.json, bytes: payload.bytes, truncated: truncatedText(payload) }
}

export function payloadRows({ id, inputs, outputs }: ExecutionRecord) {
  return [
    ...(inputs ? [payloadRow(id, 'in', inputs)] : []),
    ...(outputs ? [payloadRow(id, 'out', outputs)] : []),
  ]
}

export const nodeRow = (executionId: string, { value, ...node }: NodeRecord): NodeRow => ({
  ...node,
  executionId,
  value: value?.json ?? null,
  bytes: value?.bytes ?? null,
  truncated: value && truncatedText(value),
})

type Whole = ExecutionPayloads & Pick<ExecutionRecord, 'id' | 'nodeResults'>
type ExecutionPayloads = Pick<ExecutionRecord, 'inputs' | 'outputs'>

/** The whole values that were cut, where they are kept. */
export function largeRows({ id, inputs, outputs, nodeResults }: Whole) {
  const rows = (kind: string, payload: CutPayload | null) =>
    payload?.large.map(({ name, json, bytes }: LargeValue) => ({
      ...{ executionId: id, kind, json, bytes },
      name: largeName(name),
    })) ?? []
  return [
    ...rows('in', inputs),
    ...rows('out', outputs),
    ...nodeResults.flatMap(({ nodeId, attempt, value }) => rows(nodeKind({ nodeId, attempt }), value)),
  ]
}
