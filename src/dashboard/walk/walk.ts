import { type Search, stringifySearch } from '../address/query.ts'
import { createSignal } from '../data/signal.ts'

export interface Order {
  readonly ids: readonly string[]
  /** There are others after them, which have not been read. */
  readonly hasMore: boolean
}

/** A list of runs or executions that one of them was opened from, in the order that it had then. */
export interface Walk extends Order {
  /** Its address. */
  readonly list: string
  /** Reads on. */
  readonly more: () => Promise<Order>
}

/** The list that was shown last. */
export const walk = createSignal<Walk | undefined>(undefined)

/** What a link in a list hands over to the page of a run or an execution. */
export const fromList = () => ({ list: walk.get()?.list })

/** The address of a list, wherever in it one is. */
export function listAddress(path: string, search: Search): string {
  const { sel: _, at: __, ...rest } = search
  return `${path}${stringifySearch(rest)}`
}

export interface Steps {
  /** From 1. */
  readonly place: number
  readonly of: number
  readonly previous: string | undefined
  readonly next: string | undefined
}

/** What stands around something in a list. `undefined`: it is not there. */
export function stepsAround(ids: readonly string[], id: string): Steps | undefined {
  const index = ids.indexOf(id)
  if (index < 0) return undefined
  return { place: index + 1, of: ids.length, previous: ids[index - 1], next: ids[index + 1] }
}

/** A walk, and after it what has been read since. */
export function continued<Some extends Order>(walked: Some, { ids, hasMore }: Order): Some {
  const known = new Set(walked.ids)
  return { ...walked, ids: [...walked.ids, ...ids.filter((id) => !known.has(id))], hasMore }
}

/** What was looked at last, and where its list stood in the history of the browser. */
export interface Seen {
  readonly list: string
  readonly id: string
  readonly place: number
}

let seen: Seen | undefined

export const noteSeen = (one: Seen) => void (seen = one)

/** What one comes back from, if one comes back. `place`: of the list in the history of the browser. */
export function comeFrom(list: string, place: number): string | undefined {
  const one = seen
  seen = undefined
  return one?.list === list && place < one.place ? one.id : undefined
}
