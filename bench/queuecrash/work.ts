import type { NodeKind } from './graphs.ts'

interface Task {
  readonly kind: NodeKind
  readonly nodeId: string
  readonly attempt: number
  readonly input: unknown
}

/** What an action produces: nothing but its node and its input decides. */
export function outputOf({ kind, nodeId, input }: Omit<Task, 'attempt'>): unknown {
  const letters = Buffer.from(nodeId).reduce((sum, byte) => sum * 7 + byte, 0)
  const value = (total(input) * 31 + letters) % 1_000_003
  if (kind === 'list') return Array.from({ length: value % 5 }, (_, place) => value + place)
  return { value, even: value % 2 === 0 }
}

/** Why an attempt fails, if it does. */
export function failureOf({ kind, attempt }: Pick<Task, 'kind' | 'attempt'>) {
  if (kind === 'doomed') return { error: 'Doomed.', final: true }
  return kind === 'flaky' && attempt <= 2 ? { error: `Flaky at attempt ${attempt}.`, final: false } : null
}

/** Of all numbers in it. */
function total(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((sum, one) => sum + total(one), 0) % 1_000_003
}
