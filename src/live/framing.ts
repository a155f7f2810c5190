import type { Prepared } from './events.ts'

/** How what a subscriber is told is written. */
export interface Framing {
  /** What is before and after the payload of an event. */
  next(operation: string, tick: string): readonly [Buffer, Buffer]
  /** Nothing is under way that is older than the tick. */
  beat(now: number, tick: string): Buffer
  /** Changes may have been missed: the first states of these operations, or of all, are told again. */
  reset(operations: readonly string[] | null): Buffer
}

/** An operation that a subscriber adds. */
export interface Added extends Prepared {
  readonly id: string
}
