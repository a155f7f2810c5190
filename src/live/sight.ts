import type { RunFilter } from '../db/runs/filter.ts'
import { type FlowLimit, isWithin } from '../db/sql/flowlimit.ts'

/** What a subscriber may see. */
export interface Sight {
  /** The same for all who see the same: what they are told is made once. */
  readonly key: string
  /** `undefined`: all flows. */
  readonly flows: FlowLimit | undefined
}

/** Runs that somebody watches, of the flows that it may see. */
export interface SeenRuns extends RunFilter {
  readonly within?: FlowLimit
}

export const shows = ({ flows }: Sight, flow: string): boolean => flows === undefined || isWithin(flow, flows)
