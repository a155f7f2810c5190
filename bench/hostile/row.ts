import type { Ask } from './fill.ts'
import type { Hostile } from './hostile.ts'

/** One way to hurt a server. */
export interface Row {
  readonly number: number
  readonly sends: string
  /** Records what it needs, before any clock runs. */
  fill?(ask: Ask): Promise<void>
  attack(hostile: Hostile): Promise<void>
}
