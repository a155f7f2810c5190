import { bodies } from './rows/bodies.ts'
import { claims } from './rows/claims.ts'
import { filters } from './rows/filters.ts'
import { pages } from './rows/pages.ts'
import { payloads } from './rows/payloads.ts'
import { scans } from './rows/scans.ts'
import { statistics } from './rows/statistics.ts'
import { statuses } from './rows/statuses.ts'
import type { Row } from './row.ts'

export const rows: readonly Row[] = [pages, payloads, claims, statistics, filters, statuses, scans, bodies]
