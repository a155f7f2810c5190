import { commandLine, newChange } from '../../../src/db/audit/note.ts'
import { createMeter } from '../../../src/db/meter.ts'
import type { Backend } from '../../../src/db/backend.ts'
import { type TokenPlan, newToken } from '../../../src/db/tokens/newtoken.ts'
import { storeTokens } from '../../../src/db/tokens/tokens.ts'
import type { App } from '../../../src/server/app.ts'
import type { Answer } from './api.ts'

const plain: TokenPlan = {
  name: 'test',
  scopes: ['READ', 'WRITE', 'WORK', 'ADMIN'],
  flows: null,
  backends: null,
  expiresAt: null,
}

/** Stores a token that may do everything, but for what is given. */
export async function makeToken(backend: Backend, plan: Partial<TokenPlan> = {}) {
  const { row, secret } = newToken({ ...plain, ...plan }, Date.now())
  await storeTokens(backend, [row], newChange('CREATE_TOKENS', commandLine), createMeter())
  return { id: row.id, secret }
}

/** Sends a query with a token. */
export async function askAs(
  app: App,
  secret: string | undefined,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Answer & { readonly status: number; readonly headers: Headers }> {
  const response = await app.fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify({ query, variables }),
  })
  const answer = (await response.json()) as Answer
  return { ...answer, status: response.status, headers: response.headers }
}
