import type { KindName } from './kinds.ts'
import type { Ending } from './attempts.ts'

export interface Step {
  readonly name: string
  readonly kind: KindName
  /** Its share of the time. */
  readonly weight: number
  /** How many executions run in parallel. */
  readonly fan?: number
  /** The steps that it starts itself. */
  readonly steps?: readonly Step[]
}

/** When runs start: in working hours, every night, or evenly. */
export type Rhythm = 'office' | 'nightly' | 'steady'

/** A flow and its history. */
export interface Plan {
  readonly flow: string
  readonly script: string
  readonly runs: number
  /** Further runs in the last 24 hours. Flows that have some also run while one looks. */
  readonly day?: number
  readonly rhythm: Rhythm
  /** The median of its runs. */
  readonly minutes: number
  /** The share of its runs that fails. */
  readonly failing: number
  /** The states of the newest runs, the newest last. */
  readonly latest: readonly Ending[]
  /** All its runs take about as long, but the open one takes several times that. */
  readonly isSlow?: true
  readonly tags: readonly string[]
  readonly users: readonly string[]
  readonly steps: readonly Step[]
}

export const step = (
  name: string,
  kind: KindName,
  weight = 1,
  more: Pick<Step, 'fan' | 'steps'> = {},
): Step => ({ name, kind, weight, ...more })
