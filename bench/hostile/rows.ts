import type { Ask } from './fill.ts'
import type { Hostile } from './hostile.ts'
import { bodies } from './rows/bodies.ts'
import { claims } from './rows/claims.ts'
import { filters } from './rows/filters.ts'
import { pages } from './rows/pages.ts'
import { payloads } from './rows/payloads.ts'
import { scans } from './rows/scans.ts'
import { statistics } from './rows/statistics.ts'
import { statuses } from './rows/statuses.ts'

/** One way to hurt a server. */
export interface Row {
  readonly number: number
  readonly sends: string
  /** Records what it needs, before any clock runs. */
  fill?(ask: Ask): Promise<void>
  attack(hostile: Hostile): Promise<void>
}

export const rows: readonly Row[] = [pages, payloads, claims, statistics, filters, statuses, scans, bodies]
