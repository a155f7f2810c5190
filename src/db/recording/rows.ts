import { type CutPayload, type LargeValue, largeName, nodeKind } from './payload.ts'
import { ungrouped } from './failuregroups.ts'
import { isInSample } from './sampling.ts'
import { verdicts } from '../status/status.ts'
import { facts } from '../status/facts.ts'
import type { ExecutionRecord, NodeRow, NodeRecord, Recorded } from './records.ts'

/** Whether a record succeeded and is outside the sample. */
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
    id,
    flow,
    runNumber,
    step,
    parentId,
    source,
    scriptPath,
    sampleRate,
    state,
    heartbeatAt,
    heartbeatTimeoutMs,
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
    ...ungrouped,
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

/** The truncated values, whole, if they are kept. */
export function largeRows({ id, inputs, outputs, nodeResults }: Whole) {
  const rows = (kind: string, payload: CutPayload | null) =>
    payload?.large.map(({ name, json, bytes }: LargeValue) => ({
      executionId: id,
      kind,
      json,
      bytes,
      name: largeName(name),
    })) ?? []
  return [
    ...rows('in', inputs),
    ...rows('out', outputs),
    ...nodeResults.flatMap(({ nodeId, attempt, value }) => rows(nodeKind({ nodeId, attempt }), value)),
  ]
}
