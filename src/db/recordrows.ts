import { v7 as uuid } from 'uuid'
import { facts, verdictTexts } from './attempts.ts'
import { type RunFact, byRun, endStep } from './runfacts.ts'
import { type Verdict, verdicts } from './status.ts'
import type { Tables } from './tables.ts'

export interface AttemptRecord {
  readonly number: number
  readonly startedAt: number
  readonly finishedAt: number | null
  readonly verdict: Verdict | null
  readonly error: string | null
}

export interface ExecutionRecord {
  readonly id: string
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
  readonly metadata: readonly { field: string; value: string; ts: number; attempt: number }[]
  /** JSON text. */
  readonly inputs: string | null
  readonly outputs: string | null
  readonly outputPreview: string | null
  readonly nodeResults: readonly NodeRecord[]
  readonly dag: { readonly hash: string; readonly json: string; readonly nodeCount: number } | null
}

export type NodeRecord = Omit<Tables['nodeResults']['$inferSelect'], 'executionId' | 'bytes' | 'truncated'>

type Fact = Tables['executionMetadata']['$inferSelect']

export interface Recorded extends ExecutionRecord {
  /** Every fact of the record, its attempts' among them, with the ids they are stored under. */
  readonly facts: readonly Fact[]
}

export function withFacts(record: ExecutionRecord): Recorded {
  const executionId = record.id
  const fact = (attempt: number, field: string, value: string, ts: number): Fact => ({
    executionId,
    id: uuid(),
    attempt,
    field,
    value,
    ts,
    clientKey: null,
  })
  const ofAttempts = record.attempts.flatMap(({ number, startedAt, finishedAt, verdict, error }) => [
    fact(number, facts.began, String(number), startedAt),
    ...(verdict && finishedAt !== null
      ? [fact(number, facts.verdict, verdictTexts[verdict], finishedAt)]
      : []),
    ...(error === null ? [] : [fact(number, facts.error, error, finishedAt ?? startedAt)]),
  ])
  const others = record.metadata.map(({ attempt, field, value, ts }) => fact(attempt, field, value, ts))
  return { ...record, facts: [...ofAttempts, ...others] }
}

export function executionRow(record: Recorded, now: number) {
  const current = record.attempts.at(-1)
  const verdict = record.facts.find(
    (fact) => fact.field === facts.verdict && fact.attempt === current?.number,
  )
  const startedAt = record.attempts[0]?.startedAt ?? null
  const { id, flow, runNumber, step, parentId, source, scriptPath, sampleRate, state } = record
  const { heartbeatAt, heartbeatTimeoutMs, outputPreview } = record
  return {
    ...{ id, flow, runNumber, step, parentId, source, scriptPath, sampleRate, state },
    ...{ heartbeatAt, heartbeatTimeoutMs, outputPreview },
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

export function payloadRows({ id, inputs, outputs }: ExecutionRecord) {
  const row = (kind: 'in' | 'out', json: string | null) =>
    json === null ? [] : [{ executionId: id, kind, json, bytes: Buffer.byteLength(json), truncated: null }]
  return [...row('in', inputs), ...row('out', outputs)]
}

export function nodeRows({ id, nodeResults }: ExecutionRecord) {
  return nodeResults.map((node) => ({
    ...node,
    executionId: id,
    bytes: node.value === null ? null : Buffer.byteLength(node.value),
    truncated: null,
  }))
}

/** The runs that the records are steps of. A record says when its run was alive: when it finished or was last heard of, else now. */
export function runRows(records: readonly ExecutionRecord[], now: number) {
  const runs = new Map<string, ReturnType<typeof runRow>>()
  for (const { flow, runNumber: number, attempts, heartbeatAt: heard } of records) {
    if (number === null) continue
    const startedAt = attempts[0]?.startedAt ?? now
    const heartbeatAt = Math.min(now, attempts.at(-1)?.finishedAt ?? heard ?? now)
    const known = runs.get(`${flow}/${number}`) ?? runRow(flow, number, startedAt, heartbeatAt)
    known.startedAt = Math.min(known.startedAt, startedAt)
    known.heartbeatAt = Math.max(known.heartbeatAt, heartbeatAt)
    runs.set(`${flow}/${number}`, known)
  }
  return [...runs.values()].toSorted(byRun)
}

function runRow(flow: string, number: number, startedAt: number, heartbeatAt: number) {
  const unknown = {
    name: null,
    user: null,
    dagHash: null,
    clientKey: null,
    endOk: null,
    endOkAt: null,
    endOkId: null,
  }
  return {
    flow,
    number,
    startedAt,
    heartbeatAt,
    version: 1,
    ...unknown,
    endAttemptAt: null,
    endAttemptId: null,
  }
}

/** An execution that is the step `end` of a run passes its attempts and verdicts on to it. */
export function endFacts({ id, flow, runNumber: number, step, facts: own }: Recorded): RunFact[] {
  if (number === null || step !== endStep) return []
  return own
    .filter(({ field }) => field === facts.began || field === facts.verdict)
    .map(({ attempt, field, value, ts }) => ({
      ...{ flow, number, step, attempt, field, ts },
      id: uuid(),
      value: field === facts.verdict && value !== verdictTexts.OK ? verdictTexts.FAILED : value,
      clientKey: `${id}/${attempt}/${field}`,
    }))
}
