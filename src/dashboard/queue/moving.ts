import { isOpen } from '../../client/standing.ts'
import { directionsShown } from '../format/directions.ts'

/** What is done to executions of the queue. */
export type Move = 'cancel' | 'retry'

interface Movable {
  readonly status: string
  /** `null`: it could not be read. */
  readonly isInQueue: boolean | null
}

interface Versioned {
  readonly key: string
  readonly version: string
}

/** What was asked for, and the version of the execution then: another one means that it was done. */
export interface Pending {
  readonly move: Move
  readonly version: string
}

/** What timed out was reported by an engine of its own: the queue has nothing to go on with. */
const again: ReadonlySet<string> = new Set(['FAILED', 'CANCELLED'])

/** What is only recorded, an engine of its own works on. */
export const canCancel = ({ status, isInQueue }: Movable) => isInQueue === true && isOpen(status)
export const canRetry = ({ status, isInQueue }: Movable) => isInQueue === true && again.has(status)

/** Without those whose change has arrived, or that are not in the list any longer. */
export function stillPending(pending: ReadonlyMap<string, Pending>, rows: readonly Versioned[]) {
  const versions = new Map(rows.map(({ key, version }) => [key, version]))
  return new Map([...pending].filter(([key, { version }]) => versions.get(key) === version))
}

/** `a, b, c and 5 more`. */
export function namesText(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).map(directionsShown)
  const rest = ids.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
