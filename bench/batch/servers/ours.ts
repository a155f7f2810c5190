import { createServer } from 'node:http'
import { pino } from 'pino'
import { createApp } from '../../../src/server/app.ts'
import { present } from '../../common/present.ts'
import { openStore } from './store.ts'

// Ours, as `execgraph serve` runs it, with every check.
const app = createApp([await openStore()], {
  log: pino({ level: 'info' }),
  statusCacheMs: Number(process.env['BENCH_STATUS_CACHE_MS'] ?? 0),
})

await present(createServer({ keepAliveTimeout: 65_000 }, app.handle))
