import { commandLine, newChange } from '../db/audit/note.ts'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { newToken } from '../db/tokens/newtoken.ts'
import { type TokenRow, type TokenScope, listTokens, revokeStored, storeTokens } from '../db/tokens/tokens.ts'
import type { BackendUrl } from '../db/url.ts'
import { tokenPlan } from '../graphql/tokens/plan.ts'
import { tokenStore } from './options/access.ts'
import { type TokenAction, type TokenOptions, isTokenAction, readTokenOptions } from './options/token.ts'
import { Usage, asUsage } from './options/usage.ts'
import type { Out } from './command.ts'
import { closeAll, openAll } from '../server/opening/opening.ts'

/** Makes, lists or revokes tokens in the store that keeps them. Throws a sentence that says what is wrong. */
export async function changeTokens(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  out: Out,
): Promise<void> {
  const [action, ...rest] = args
  if (action === undefined || !isTokenAction(action))
    throw new Usage('token needs an action: create, list or revoke.')
  const { given, words: ids } = readTokenOptions(action, rest, environment)
  const plan = action === 'create' ? asUsage(() => plannedBy(given)) : undefined
  checkWords(action, ids)
  const backends = await openAll([asUsage(() => storeOf(given))])
  try {
    const [store] = backends as [Backend]
    if (plan) await create(store, plan, out)
    else if (action === 'list') await show(store, given.json ?? false, out)
    else await revoke(store, ids, out)
  } finally {
    await closeAll(backends)
  }
}

function checkWords(action: TokenAction, ids: readonly string[]) {
  if (action === 'revoke' && ids.length === 0)
    throw new Usage('token revoke needs the ids of tokens: execgraph token list shows them.')
}

/** The same store as that of a server with these options. */
function storeOf({ admin, backend }: TokenOptions): BackendUrl {
  const found = tokenStore({ admin, backend: admin ? [] : backend })
  if (found) return found
  throw new Error(
    'None of these backends keeps tokens. Name a sqlite or postgres store by --admin or --backend.',
  )
}

function plannedBy(values: TokenOptions) {
  const { name, scopes = '', expires } = values
  if (name === undefined)
    throw new Error('token create needs a --name: what the token is for, or whose it is.')
  const now = Date.now()
  const texts = (given: readonly string[] | undefined) => given?.flatMap((one) => one.split(','))
  const input = {
    name,
    scopes: scopes.split(',').filter(Boolean).map(scopeOf),
    flows: texts(values['only-flows']),
    backends: texts(values['only-backends']),
    expiresAt: expires === undefined ? null : now + lifeOf(expires),
  }
  const written = { flows: '--only-flows', backends: '--only-backends', expiresAt: '--expires' } as const
  return newToken(
    tokenPlan(input, (field) => written[field as keyof typeof written] ?? `--${field}`, now),
    now,
  )
}

function scopeOf(word: string): TokenScope {
  const scope = word.trim().toUpperCase()
  if (scope === 'READ' || scope === 'WRITE' || scope === 'WORK' || scope === 'ADMIN') return scope
  throw new Error(
    `--scopes takes read, write, work and admin, separated by commas, not "${word.slice(0, 100)}".`,
  )
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 }

function lifeOf(given: string): number {
  const [, number = '', unit = ''] = /^(\d{1,5})([hdw])$/.exec(given) ?? []
  if (Number(number) > 0) return Number(number) * units[unit]!
  throw new Error(`--expires must be a time such as 12h, 90d or 52w, not "${given.slice(0, 100)}".`)
}

async function create(store: Backend, { row, secret }: ReturnType<typeof newToken>, { say, tell }: Out) {
  const change = newChange('CREATE_TOKENS', commandLine)
  if ((await storeTokens(store, [row], change, createMeter())) === 0)
    throw new Error('There are too many tokens. Revoke some that are no longer used.')
  tell(`${lineOf(row)}\nSend it as "Authorization: Bearer …". It is shown only now:`)
  say(secret)
}

async function show(store: Backend, isJson: boolean, { say }: Out) {
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + 10_000 }
  for (const row of await listTokens(store, reading)) say(isJson ? jsonOf(row) : lineOf(row))
}

function jsonOf({ id, name, scopes, flows, backends, ...times }: TokenRow): string {
  const words = (json: string | null) => (json === null ? null : (JSON.parse(json) as string[]))
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = times
  const day = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return JSON.stringify({
    ...{ id, name, scopes: words(scopes), flows: words(flows), backends: words(backends) },
    ...{ createdAt: day(createdAt), expiresAt: day(expiresAt) },
    ...{ lastUsedAt: day(lastUsedAt), revokedAt: day(revokedAt) },
  })
}

async function revoke(store: Backend, ids: readonly string[], { tell }: Out) {
  const known = await revokeStored(store, ids, newChange('REVOKE_TOKENS', commandLine), createMeter())
  const unknown = ids.filter((id) => !known.has(id))
  const revoked = known.size === 1 ? 'one token' : `${known.size} tokens`
  if (known.size > 0) tell(`Revoked ${revoked}. Servers refuse what was revoked within 5 seconds.`)
  if (unknown.length > 0) throw new Error(`There is no token ${unknown.join(', ')}.`)
}

function lineOf({ id, name, scopes, flows, backends, ...times }: TokenRow): string {
  const words = (json: string | null) => (json === null ? 'all' : (JSON.parse(json) as string[]).join(','))
  const day = (at: number | null) => (at === null ? 'never' : new Date(at).toISOString())
  const { expiresAt, lastUsedAt, revokedAt } = times
  return [
    id,
    JSON.stringify(name),
    `scopes ${words(scopes).toLowerCase()}`,
    `flows ${words(flows)}`,
    `backends ${words(backends)}`,
    `expires ${day(expiresAt)}`,
    `last used ${day(lastUsedAt)}`,
    ...(revokedAt === null ? [] : [`revoked ${day(revokedAt)}`]),
  ].join('  ')
}
