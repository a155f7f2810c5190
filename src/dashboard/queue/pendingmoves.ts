import { createSignal } from '../data/signal.ts'
import type { Move, Pending } from './moving.ts'

/** A move that was not seen for so long did not happen, or what it did was not told. */
const forgottenMs = 20_000
const key = 'execgraph.moves'

interface Noted extends Pending {
  readonly at: number
}

/** What was asked for and has not arrived yet, by the key of the execution. A page that is loaded anew still knows. */
export const pendingMoves = createSignal<ReadonlyMap<string, Noted>>(new Map())

const isNoted = (one: unknown): one is readonly [string, Noted] => {
  const [name, noted] = Array.isArray(one) ? (one as unknown[]) : []
  const { move, version, at } = (noted ?? {}) as Partial<Record<keyof Noted, unknown>>
  return typeof name === 'string' && isMove(move) && typeof version === 'string' && typeof at === 'number'
}
const isMove = (value: unknown): value is Move => value === 'cancel' || value === 'retry'

function set(next: ReadonlyMap<string, Noted>) {
  pendingMoves.set(next)
  try {
    sessionStorage.setItem(key, JSON.stringify([...next]))
  } catch {
    // Without storage they are known as long as the page.
  }
}

function forgetOld() {
  const kept = [...pendingMoves.get()].filter(([, { at }]) => Math.abs(Date.now() - at) < forgottenMs)
  if (kept.length < pendingMoves.get().size) set(new Map(kept))
}

/** Must be called before it is asked for. Returns those of which nothing was under way: who presses twice asks once. */
export function noteMoves<Row extends { readonly key: string; readonly version: string }>(
  move: Move,
  rows: readonly Row[],
): readonly Row[] {
  const known = pendingMoves.get()
  const fresh = rows.filter(({ key: name, version }) => known.get(name)?.version !== version)
  if (fresh.length === 0) return fresh
  const added = fresh.map((row) => [row.key, { move, version: row.version, at: Date.now() }] as const)
  set(new Map([...known, ...added]))
  setTimeout(forgetOld, forgottenMs + 100)
  return fresh
}

/** They were refused. */
export function forgetMoves(keys: ReadonlySet<string>) {
  set(new Map([...pendingMoves.get()].filter(([name]) => !keys.has(name))))
}

/** Those of before the page was loaded. */
export function recallMoves() {
  try {
    const found = JSON.parse(sessionStorage.getItem(key) ?? '[]') as unknown
    pendingMoves.set(new Map(Array.isArray(found) ? found.filter(isNoted) : []))
  } catch {
    // What is kept there is not of this page.
  }
  forgetOld()
  setTimeout(forgetOld, forgottenMs + 100)
}
