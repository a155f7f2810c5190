import type { Ask } from './fill.ts'
import type { Hostile } from './hostile.ts'

/** One attack on a server. */
export interface Row {
  readonly number: number
  readonly sends: string
  /** Records what the attack needs, before it is timed. */
  fill?(ask: Ask): Promise<void>
  attack(hostile: Hostile): Promise<void>
}
