import { createServer } from 'node:http'
import { pino } from 'pino'
import type { Backend } from '../../../src/db/backend.ts'
import { commandLine, newChange } from '../../../src/db/audit/note.ts'
import { createMeter } from '../../../src/db/meter.ts'
import { newToken } from '../../../src/db/tokens/newtoken.ts'
import { digestOfSecret } from '../../../src/db/tokens/secret.ts'
import { storeTokens } from '../../../src/db/tokens/tokens.ts'
import { type AppOptions, createApp } from '../../../src/server/app.ts'
import { present } from '../../common/present.ts'
import { openStore } from './store.ts'

/** Nobody reaches it. */
const rateLimit = 1e12

const plan = { name: 'bench', scopes: ['READ'], flows: null, backends: null, expiresAt: null } as const

/** Whoever has this token is let in, and what is asked is counted and measured. */
async function guards(store: Backend, secret: string): Promise<Partial<AppOptions>> {
  const { row } = newToken(plan, Date.now())
  const made = newChange('CREATE_TOKENS', commandLine)
  await storeTokens(store, [{ ...row, digest: digestOfSecret(secret) }], made, createMeter())
  return { auth: 'tokens', admin: store, rateLimit, metrics: {} }
}

// Ours, as `execgraph serve` runs it, with every check.
const store = await openStore()
const token = process.env['BENCH_TOKEN']
const app = createApp([store], {
  log: pino({ level: 'info' }),
  statusCacheMs: Number(process.env['BENCH_STATUS_CACHE_MS'] ?? 0),
  ...(token !== undefined && (await guards(store, token))),
})

await present(createServer({ keepAliveTimeout: 65_000 }, app.handle))
