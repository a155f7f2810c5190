import { createSignal } from './signal.ts'

/** What an answer cost in one backend, as `extensions.backends` tells. */
export interface BackendCost {
  readonly name: string
  readonly kind: string
  readonly statements: number
  readonly rows: number
  readonly ms: number
}

/** A query that the page has sent, with its price. */
export interface Asked {
  readonly name: string
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly backends: readonly BackendCost[]
  /** When the answer came, in epoch milliseconds. */
  readonly at: number
}

const kept = 20

/** The queries of the page, the newest last. Another page begins anew. */
export const asked = createSignal<readonly Asked[]>([])

export const noteAsked = (one: Asked) => asked.set([...asked.get().slice(1 - kept), one])

export const forgetAsked = () => asked.set([])

/** The newest answer of each operation, as one price. */
export function priceOf(all: readonly Asked[]) {
  const newest = new Map(all.map((one) => [one.name, one]))
  const parts = [...newest.values()].flatMap(({ backends }) => backends)
  const sum = (key: 'statements' | 'rows' | 'ms') => parts.reduce((total, part) => total + part[key], 0)
  return {
    statements: sum('statements'),
    rows: sum('rows'),
    ms: sum('ms'),
    slowestMs: Math.max(0, ...parts.map(({ ms }) => ms)),
    backends: [...new Set(parts.map(({ name }) => name))],
  }
}
