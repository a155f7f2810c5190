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
  readonly variables: object
  readonly backends: readonly BackendCost[]
  /** When the answer came, in epoch milliseconds. */
  readonly at: number
}

/** The newest answer of each operation of the page, the newest last. Another page begins anew. */
export const asked = createSignal<readonly Asked[]>([])

const mostRecent = 20

/** The last answers, whichever they are of. */
export const recentlyAsked = createSignal<readonly Asked[]>([])

export function noteAsked(one: Asked) {
  asked.set([...asked.get().filter(({ name }) => name !== one.name), one])
  recentlyAsked.set([...recentlyAsked.get().slice(1 - mostRecent), one])
}

export function forgetAsked() {
  asked.set([])
  recentlyAsked.set([])
}

/** Answers as one price. */
export function priceOf(all: readonly Asked[]) {
  const parts = all.flatMap(({ backends }) => backends)
  const sum = (key: 'statements' | 'rows' | 'ms') => parts.reduce((total, part) => total + part[key], 0)
  return {
    statements: sum('statements'),
    rows: sum('rows'),
    ms: sum('ms'),
    slowestMs: Math.max(0, ...parts.map(({ ms }) => ms)),
    backends: [...new Set(parts.map(({ name }) => name))],
  }
}
