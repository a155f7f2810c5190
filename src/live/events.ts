import type { Backend } from '../db/backend.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import type { RunRow } from '../db/runs/rows.ts'
import type { SeenRuns, Sight } from './sight.ts'

/** An id that is watched, as it was asked for. */
export interface WatchedId {
  readonly text: string
  /** The id without the name of a backend. */
  readonly id: string
  /** Where an execution may have it. One of an earlier backend hides those of later ones. */
  readonly backends: readonly Backend[]
}

/** What one operation watches. */
export type Topic =
  | { readonly on: 'executions'; readonly ids: readonly WatchedId[]; readonly sight: Sight }
  | {
      readonly on: 'runs'
      readonly backends: readonly Backend[]
      readonly filter: SeenRuns
      /** No run can match, whatever the filter says. */
      readonly isEmpty: boolean
      readonly sight: Sight
    }
  | { readonly on: 'queue'; readonly backend: Backend; readonly sight: Sight }
  | { readonly on: 'attention'; readonly backends: readonly Backend[]; readonly sight: Sight }

export interface ExecutionEvent {
  readonly kind: 'SNAPSHOT' | 'UPDATE' | 'DELETE' | 'UNKNOWN' | 'UNAVAILABLE'
  /** The id or key, as it was asked for. */
  readonly id: string
  readonly backend: string | null
  readonly execution: ExecutionRow | null
}

export interface RunEvent {
  readonly kind: 'SNAPSHOT' | 'ENTER' | 'UPDATE' | 'LEAVE' | 'DELETE' | 'UNAVAILABLE'
  /** `null`: the event is about all runs of the backend. */
  readonly id: string | null
  readonly backend: string
  readonly run: RunRow | null
}

/** The state of something that is read anew. */
export interface LookEvent {
  readonly on: 'queue' | 'attention'
  readonly backend: string | null
}

export type LiveEvent = ExecutionEvent | RunEvent | LookEvent

/** A document whose answers to one event are the same bytes for all that sent it. */
export interface LiveDocument {
  /** Whether fields may need statements. */
  readonly isNested: boolean
  /** How many fields an event has, without those in nested lists. */
  readonly width: number
}

/** An operation that was read and found right. */
export interface Prepared {
  readonly document: LiveDocument
  readonly topic: Topic
  /** What each event may cost. */
  readonly cost: number
}
