import { createServer } from 'node:http'
import { pino } from 'pino'
import { openBackend } from '../../../src/db/open.ts'
import { parseBackend } from '../../../src/db/url.ts'
import { createApp } from '../../../src/server/app.ts'
import { databaseUrl, present } from '../../common/present.ts'

// Ours, as `execgraph serve` runs it, with every check.
const store = await openBackend(parseBackend(`main=${databaseUrl()}`))
const app = createApp([store], { log: pino({ level: 'info' }) })

await present(createServer({ keepAliveTimeout: 65_000 }, app.handle))
