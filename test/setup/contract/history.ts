import type { Backend } from '../../../src/db/backend.ts'
import type { ExecutionStatus } from '../../../src/db/statuses.ts'
import type { Place } from '../servers/stores.ts'
import { sized } from '../whole.ts'

/** One execution of the history that every kind of backend is seeded with. Times are epoch milliseconds. */
export interface Told {
  readonly name: string
  readonly flow: string
  readonly status: ExecutionStatus
  /** When it was created, and began unless it is pending. */
  readonly at: number
  readonly finishedAt: number | null
  readonly error: string | null
  readonly inputs: unknown
  readonly outputs: unknown
  readonly parent: string | null
  readonly tags: readonly string[]
  readonly steps: readonly ToldStep[]
}

export interface ToldStep {
  readonly name: string
  readonly status: 'COMPLETED' | 'FAILED'
  readonly error: string | null
  readonly value: unknown
}

/** What a kind cannot have. Executions of these statuses are not seeded there, and these fields are empty. */
export interface Cannot {
  readonly statuses: readonly ExecutionStatus[]
  readonly fields: readonly (
    | 'error'
    | 'inputs'
    | 'outputs'
    | 'parent'
    | 'tags'
    | 'nodeResults'
    | 'flows'
    | 'usual'
  )[]
  /** What runs has a duration, until its last heartbeat. */
  readonly hasOpenDurations?: true
  /** An execution has a step for each child that it started, called `starts NAME`. */
  readonly hasStepsOfChildren?: true
}

/** A kind of backend that has the history. */
export interface Seeded {
  readonly backend: Backend
  readonly place: Place
  /** The ids of executions by their names in the history. */
  readonly idOf: (name: string) => string
  /** Called at the end. */
  readonly close?: () => Promise<void>
}

export interface Adapter {
  readonly cannot: Cannot
  readonly seed: (history: readonly Told[]) => Promise<Seeded>
}

const day = Date.UTC(2026, 0, 1)
const plain = {
  flow: 'team.alpha',
  status: 'COMPLETED',
  error: null,
  inputs: null,
  outputs: null,
  parent: null,
  tags: [],
  steps: [],
} as const

const told = (name: string, second: number, more: Partial<Told> = {}): Told => {
  const at = day + 1_000 * second
  return { name, at, finishedAt: at + 1_500, ...plain, ...more }
}

/** Two began at the same time. What is pending comes last: a store of Execgraph's sorts it by when it was recorded. */
export const history: readonly Told[] = [
  told('parent', 1, { inputs: { rows: 3 }, outputs: { sum: 6, list: [1, 'ü', null] }, tags: ['b', 'a'] }),
  told('child one', 2, { parent: 'parent', flow: 'team.beta' }),
  told('child two', 3, { parent: 'parent', flow: 'team.beta', status: 'FAILED', error: 'no such file' }),
  told('same time', 4),
  told('at that time', 4, { tags: ['b'] }),
  told('broken', 5, { status: 'FAILED', error: 'x'.repeat(20_000), inputs: 'text' }),
  told('late', 6, { status: 'TIMED_OUT', error: 'Workflow run deadline exceeded' }),
  told('called off', 7, { status: 'CANCELLED' }),
  told('stepwise', 8, {
    steps: [
      { name: 'load', status: 'FAILED', error: 'try again', value: null },
      { name: 'load', status: 'COMPLETED', error: null, value: { n: 1 } },
      { name: 'save', status: 'COMPLETED', error: null, value: 'done' },
    ],
  }),
  told('under way', 9, { flow: 'team.beta', status: 'RUNNING', finishedAt: null }),
  told('too long', 9.5, { flow: 'team.many', status: 'RUNNING', finishedAt: null }),
  told('queued', 10, { status: 'PENDING', finishedAt: null }),
]

/** Beside them, for look-ups of many. They are older than all others. */
export const many: readonly Told[] = Array.from({ length: sized(500, 160) }, (_, place) =>
  told(`many ${place}`, place - 1_000, { flow: 'team.many' }),
)
