import { commandLine, newChange } from '../../src/db/audit/note.ts'
import { openBackend } from '../../src/db/open.ts'
import { createMeter } from '../../src/db/meter.ts'
import { newToken } from '../../src/db/tokens/newtoken.ts'
import { storeTokens } from '../../src/db/tokens/tokens.ts'
import { parseBackend } from '../../src/db/url.ts'

/** Processes of the bench inherit it. */
const variable = 'BENCH_TOKEN'

/** Makes a token in a store, which all requests of this process and of those that it starts send from now on. */
export async function useToken(store: string): Promise<readonly string[]> {
  const backend = await openBackend(parseBackend(`main=${store}`))
  const plan = { name: 'bench', flows: null, backends: null, expiresAt: null }
  const { row, secret } = newToken({ ...plan, scopes: ['READ', 'WRITE', 'WORK', 'ADMIN'] }, Date.now())
  await storeTokens(backend, [row], newChange('CREATE_TOKENS', commandLine), createMeter())
  await backend.close()
  process.env[variable] = secret
  return ['--auth', 'tokens']
}

/** The header of each request. */
export function authorization(): { readonly authorization?: string } {
  const token = process.env[variable]
  return token === undefined ? {} : { authorization: `Bearer ${token}` }
}
