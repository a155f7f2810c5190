import { parseArgs } from 'node:util'
import { commandLine, newChange } from '../db/audit/note.ts'
import type { Backend } from '../db/backend.ts'
import { createMeter } from '../db/meter.ts'
import { newToken } from '../db/tokens/newtoken.ts'
import { type TokenRow, type TokenScope, listTokens, revokeStored, storeTokens } from '../db/tokens/tokens.ts'
import type { BackendUrl } from '../db/url.ts'
import { tokenPlan } from '../graphql/tokens/plan.ts'
import { adminOf, tokenStore } from './options/access.ts'
import { environmentOf, options as served, whatIsWrong } from './options/options.ts'
import { backendsOf } from './options/values.ts'
import { closeAll, openAll } from '../server/opening/opening.ts'

/** `say` writes what a program may read, `tell` what is for people. */
interface Voice {
  readonly say: (line: string) => void
  readonly tell: (line: string) => void
}

const text = { type: 'string' } as const
const list = { type: 'string', multiple: true } as const
const options = { admin: text, backend: list } as const
const ofNew = {
  'name': text,
  'scopes': text,
  'only-flows': list,
  'only-backends': list,
  'expires': text,
} as const
const actions = { create: { ...options, ...ofNew }, list: options, revoke: options } as const
type Action = keyof typeof actions

interface Values {
  readonly 'admin'?: string
  readonly 'backend'?: string[]
  readonly 'name'?: string
  readonly 'scopes'?: string
  readonly 'only-flows'?: string[]
  readonly 'only-backends'?: string[]
  readonly 'expires'?: string
}

/** Makes, lists or revokes tokens in the store that keeps them. Throws a sentence that says what is wrong. */
export async function changeTokens(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  voice: Voice,
): Promise<void> {
  const [action, ...rest] = args
  if (action === undefined || !Object.hasOwn(actions, action))
    throw new Error('token needs an action: create, list or revoke.')
  const { values, ids } = parse(action as Action, rest)
  const plan = action === 'create' ? plannedBy(values) : undefined
  if (action === 'revoke' && ids.length === 0)
    throw new Error('token revoke needs the ids of tokens: execgraph token list shows them.')
  const backends = await openAll([storeOf(values, environment)])
  try {
    const [store] = backends as [Backend]
    if (plan) await create(store, plan, voice)
    else if (action === 'list') await show(store, voice)
    else await revoke(store, ids, voice)
  } finally {
    await closeAll(backends)
  }
}

function parse(action: Action, args: readonly string[]): { values: Values; ids: string[] } {
  const known = actions[action]
  try {
    const allowPositionals = action === 'revoke'
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals })
    return { values: values as Values, ids: positionals }
  } catch (error) {
    const names = Object.keys(known).map((option) => `--${option}`)
    throw new Error(`${whatIsWrong(error as Error)} Known: ${names.join(', ')}.`, { cause: error })
  }
}

/** The same store as that of a server with these options. */
function storeOf({ admin, backend }: Values, environment: NodeJS.ProcessEnv): BackendUrl {
  const own = admin ?? environment[environmentOf('admin')]
  const named = backend ?? (environment[environmentOf('backend')] || served.backend.default)!.split(',')
  const found = tokenStore({
    admin: own ? adminOf(own, '--admin') : undefined,
    backend: own ? [] : backendsOf([named].flat()),
  })
  if (found) return found
  throw new Error(
    'None of these backends keeps tokens. Name a sqlite or postgres store by --admin or --backend.',
  )
}

function plannedBy(values: Values) {
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

async function create(store: Backend, { row, secret }: ReturnType<typeof newToken>, { say, tell }: Voice) {
  const change = newChange('CREATE_TOKENS', commandLine)
  if ((await storeTokens(store, [row], change, createMeter())) === 0)
    throw new Error('There are too many tokens. Revoke some that are no longer used.')
  tell(`${lineOf(row)}\nSend it as "Authorization: Bearer …". It is shown only now:`)
  say(secret)
}

async function show(store: Backend, { say }: Voice) {
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + 10_000 }
  for (const row of await listTokens(store, reading)) say(lineOf(row))
}

async function revoke(store: Backend, ids: readonly string[], { tell }: Voice) {
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
