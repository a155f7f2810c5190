import type { KindName } from './kinds.ts'
import type { Ending } from './attempts.ts'

export interface Step {
  readonly name: string
  readonly kind: KindName
  /** Its share of the time. */
  readonly weight: number
  /** So many executions side by side. */
  readonly fan?: number
  /** What it starts itself. */
  readonly steps?: readonly Step[]
}

/** When runs start: as people work, every night, or evenly. */
export type Rhythm = 'office' | 'nightly' | 'steady'

/** A flow and the history that it has. */
export interface Plan {
  readonly flow: string
  readonly script: string
  readonly runs: number
  readonly rhythm: Rhythm
  /** The median of its runs. */
  readonly minutes: number
  /** The share of its runs that fails. */
  readonly failing: number
  /** How the newest runs stand, the newest last. */
  readonly latest: readonly Ending[]
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
