import type { NodeKind } from './graphs.ts'

interface Task {
  readonly kind: NodeKind
  readonly nodeId: string
  readonly attempt: number
  readonly input: unknown
}

/** The output of an action, which depends on its node and its input only. */
export function outputOf({ kind, nodeId, input }: Omit<Task, 'attempt'>): unknown {
  const letters = Buffer.from(nodeId).reduce((sum, byte) => sum * 7 + byte, 0)
  const value = (total(input) * 31 + letters) % 1_000_003
  if (kind === 'list') return Array.from({ length: value % 5 }, (_, place) => value + place)
  return { value, even: value % 2 === 0 }
}

/** The failure of an attempt, if it fails. */
export function failureOf({ kind, attempt }: Pick<Task, 'kind' | 'attempt'>) {
  if (kind === 'doomed') return { error: 'Doomed.', final: true }
  return kind === 'flaky' && attempt <= 2 ? { error: `Flaky at attempt ${attempt}.`, final: false } : null
}

/** The sum of all numbers in it. */
function total(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((sum, one) => sum + total(one), 0) % 1_000_003
}
