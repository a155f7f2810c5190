import type { CutPayload } from '../recording/payload.ts'
import { type Draft, type KnownNode, type Step, badTime, change, isOver, nodeKey } from './draft.ts'
import { newFact } from '../recording/facts.ts'
import { Refused, conflict } from './refusal.ts'
import {
  type FinishedAttempt,
  type StatusReport,
  type StartedAttempt,
  callOff,
  finishAttempt,
  over,
  queueAgain,
  report,
  setState,
  startAttempt,
} from './transitions.ts'
import type { FactRecord, NodeRecord } from '../recording/records.ts'

/** A caller's changes to one execution. A field that is not given stays unchanged. */
export interface ExecutionPatch {
  readonly id: string
  readonly expectedVersion: string | null
  readonly startAttempt: StartedAttempt | null
  readonly finishAttempt: FinishedAttempt | null
  /** `null`: cleared. `undefined`: unchanged. */
  readonly state: 'WAITING' | 'PAUSED' | null | undefined
  readonly report: StatusReport | null
  readonly heartbeatAt: number | null
  readonly heartbeatTimeoutMs: number | null
  readonly outputs: CutPayload | null
  readonly nodeResults: readonly NodeRecord[]
  readonly metadata: readonly FactRecord[]
  readonly addTags: readonly string[]
  readonly removeTags: readonly string[]
  /** Another attempt is to follow. */
  readonly queueAgain?: true
  /** It is cancelled before its first attempt. */
  readonly callOff?: true
  /** How many of its nodes have settled, if the queue knows. */
  readonly nodeCount?: number
}

/** Applies a whole patch to a draft, or nothing if it throws `Refused`. */
export function applyPatch(draft: Draft, patch: ExecutionPatch, now: number): void {
  checkVersion(draft, patch)
  const step: Step = { row: draft.row, attempts: new Map(draft.attempts), facts: [] }
  const hasResults = move(step, patch, now)
  const nodes = hasResults ? mergedNodes(draft, patch.nodeResults) : []
  beat(step, patch)
  if (patch.nodeCount !== undefined) change(step, { nodeCount: patch.nodeCount })
  step.facts.push(...patch.metadata.map((fact) => newFact(patch.id, fact)))
  // Nothing is refused from here on.
  const tags = newTags(draft, patch)
  const annotated = step.facts.length + tags.length > 0
  const changed =
    step.row !== draft.row || annotated || nodes.length > 0 || (hasResults && patch.outputs !== null)
  draft.attempts = step.attempts
  draft.facts.push(...step.facts)
  draft.currentFacts.push(...step.facts.filter((fact) => fact.attempt === step.row.attempt))
  setTags(draft, tags)
  if (hasResults) setResults(draft, step, patch.outputs, nodes)
  draft.row = changed ? { ...step.row, version: draft.row.version + 1 } : draft.row
}

function checkVersion({ row }: Draft, { expectedVersion }: ExecutionPatch): void {
  const current = String(row.version)
  if (expectedVersion === null || expectedVersion === current) return
  throw new Refused({
    code: 'CONFLICT',
    message: `The version is ${current}, not ${JSON.stringify(expectedVersion.slice(0, 40))}. Nothing was changed.`,
    field: 'expectedVersion',
    current,
  })
}

/**
 * Begins and ends attempts, and sets their state. Returns whether the patch's results count: those that come with a
 * repeated verdict are already stored.
 */
function move(step: Step, patch: ExecutionPatch, now: number): boolean {
  if (patch.queueAgain) queueAgain(step, now)
  if (patch.callOff) callOff(step, now)
  if (patch.startAttempt) startAttempt(step, patch.startAttempt, now)
  if (patch.state !== undefined) setState(step, patch.state)
  const wasOver = isOver(step)
  const isNew = ended(step, patch, now)
  const field = patch.outputs !== null ? 'outputs' : patch.nodeResults.length > 0 ? 'nodeResults' : undefined
  if (field === undefined || !isNew) return false
  if (wasOver) throw over(step, field)
  if ((patch.finishAttempt?.number ?? step.row.attempt) < step.row.attempt)
    throw conflict(field, `Results belong to the current attempt, which is ${step.row.attempt}.`)
  return true
}

/** Returns false if the attempt has already ended like this. */
function ended(step: Step, patch: ExecutionPatch, now: number): boolean {
  if (patch.finishAttempt) return finishAttempt(step, patch.finishAttempt, 'finishAttempt', now)
  return patch.report === null || report(step, patch.report, now)
}

/** A heartbeat of a finished execution is late and ignored. */
function beat(step: Step, { heartbeatAt, heartbeatTimeoutMs }: ExecutionPatch): void {
  if (isOver(step)) return
  if (heartbeatTimeoutMs !== null) change(step, { heartbeatTimeoutMs })
  if (heartbeatAt !== null && heartbeatAt > (step.row.heartbeatAt ?? -1)) change(step, { heartbeatAt })
}

const settled = new Set(['COMPLETED', 'FAILED', 'SKIPPED', 'CANCELLED'])

/** The results that change, merged with what is stored and not given. */
function mergedNodes(draft: Draft, given: readonly NodeRecord[]): NodeRecord[] {
  return given.flatMap((node, index) => {
    const field = `nodeResults[${index}]`
    const known = draft.nodes.get(nodeKey(node))
    if (!known) return [node]
    if (settled.has(known.status)) {
      if (known.status === node.status) return []
      const message = `Attempt ${node.attempt} of the node already ended ${known.status}. Give the number of a new attempt.`
      throw conflict(`${field}.status`, message)
    }
    const startedAt = node.startedAt ?? known.startedAt
    const finishedAt = node.finishedAt ?? known.finishedAt
    if (startedAt !== null && finishedAt !== null && finishedAt < startedAt)
      throw badTime(`${field}.finishedAt`, startedAt, finishedAt)
    const durationMs = startedAt === null || finishedAt === null ? null : finishedAt - startedAt
    const error = node.error ?? known.error
    const merged = { ...node, startedAt, finishedAt, durationMs, error }
    if (node.value === null && isSame(merged, known)) return []
    const value = node.value ?? draft.results.get(nodeKey(node))?.value ?? null
    return [{ ...merged, value }]
  })
}

const told = ['status', 'startedAt', 'finishedAt', 'error'] as const
type Told = Pick<KnownNode, (typeof told)[number]>
const isSame = (one: Told, other: Told) => told.every((name) => one[name] === other[name])

/** The tags that are added or removed, without those that change nothing. */
function newTags({ tagged }: Draft, { addTags, removeTags }: ExecutionPatch): [string, boolean][] {
  const wanted = new Map([
    ...removeTags.map((tag) => [tag, false] as const),
    ...addTags.map((tag) => [tag, true] as const),
  ])
  return [...wanted].filter(([tag, isThere]) => tagged.has(tag) !== isThere)
}

function setTags(draft: Draft, tags: readonly [string, boolean][]): void {
  for (const [tag, isThere] of tags) {
    draft.tags.set(tag, isThere)
    if (isThere) draft.tagged.add(tag)
    else draft.tagged.delete(tag)
  }
}

function setResults(
  draft: Draft,
  step: Step,
  outputs: CutPayload | null,
  nodes: readonly NodeRecord[],
): void {
  const before = draft.nodeIds.size
  for (const node of nodes) {
    const { nodeId, attempt, status, startedAt, finishedAt, error } = node
    const key = nodeKey(node)
    draft.nodes.set(key, { executionId: step.row.id, nodeId, attempt, status, startedAt, finishedAt, error })
    draft.nodeIds.add(nodeId)
    draft.results.set(key, node)
  }
  change(step, { nodeCount: step.row.nodeCount + draft.nodeIds.size - before })
  if (outputs === null) return
  draft.outputs = outputs
  change(step, { outputPreview: outputs.preview })
}
