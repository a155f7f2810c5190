import { cutPayload, defaultLimits } from '../db/recording/payload.ts'
import { hash } from 'node:crypto'
import type { Dice } from './dice.ts'
import { kinds } from './kinds.ts'
import type { Step } from './plan.ts'
import { divide } from './times.ts'
import type { AttemptRecord, ExecutionRecord, NodeRecord } from '../db/recording/records.ts'

interface DagContent {
  readonly title: string
  readonly nodes: readonly {
    id: string
    kind: string
    label: string
    typeSignature: string | null
    retry?: object
  }[]
  readonly edges: readonly {
    source: string
    target: string
    label: string | null
    kind: 'DATA' | 'OPTIONAL' | 'CONTROL'
  }[]
  readonly groups: readonly { id: string; label: string; nodeIds: readonly string[]; collapsed: boolean }[]
}

export function stored(content: DagContent): NonNullable<ExecutionRecord['dag']> {
  const json = JSON.stringify(content)
  return { hash: hash('sha256', json), json, nodeCount: content.nodes.length }
}

/** A graph of consecutive steps. */
export function chain(title: string, steps: readonly Step[]) {
  return stored({
    title,
    nodes: steps.map(({ name, kind }) => ({ id: name, kind, label: words(name), typeSignature: null })),
    edges: steps.slice(1).map(({ name }, index) => ({
      source: steps[index]!.name,
      target: name,
      label: null,
      kind: 'DATA' as const,
    })),
    groups: [],
  })
}

const words = (name: string) => name.replaceAll(/[._]/g, ' ')

export const nodeStatuses = {
  OK: 'COMPLETED',
  FAILED: 'FAILED',
  TIMED_OUT: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const

/** The results of such a graph's nodes in an attempt that ended, or is running, at `to`. */
export function chainResults(
  steps: readonly Step[],
  { startedAt: from, verdict, error }: AttemptRecord,
  to: number,
  d: Dice,
): NodeRecord[] {
  const last = verdict === 'OK' ? steps.length - 1 : d.whole(0, steps.length - 1)
  const spans = divide(
    { from, to },
    steps.slice(0, last + 1).map(({ weight }) => weight),
    d,
  )
  const done = spans.map((part, index) => {
    const { name, kind } = steps[index]!
    if (index < last || verdict === 'OK') return nodeResult(name, 'COMPLETED', part, kinds[kind].outputs(d))
    if (verdict === null) return nodeResult(name, 'RUNNING', { ...part, to: null })
    return { ...nodeResult(name, nodeStatuses[verdict], part), error }
  })
  const rest = verdict === null ? [] : steps.slice(last + 1)
  return [...done, ...rest.map(({ name }) => nodeResult(name, 'SKIPPED', { from: null, to: null }))]
}

export function nodeResult(
  nodeId: string,
  status: NodeRecord['status'],
  { from, to }: { from: number | null; to: number | null },
  value: unknown = null,
): NodeRecord {
  return {
    nodeId,
    attempt: 1,
    status,
    startedAt: from,
    finishedAt: to,
    error: null,
    durationMs: from === null || to === null ? null : to - from,
    value: value === null ? null : cutPayload(value, defaultLimits),
  }
}
