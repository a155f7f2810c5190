import { sql } from 'drizzle-orm'
import type { Backend, Reading } from '../backend.ts'
import type { Meter } from '../meter.ts'
import { insertRows } from '../sql/insert.ts'
import { as, fields } from '../sql/select.ts'
import { statement } from '../sql/statement.ts'
import type { Tables } from '../tables/tables.ts'

/** What a token may do: read, write, work in the queue, and administer. */
export const tokenScopes = ['READ', 'WRITE', 'WORK', 'ADMIN'] as const

export type TokenScope = (typeof tokenScopes)[number]

export type TokenRow = Tables['tokens']['$inferSelect']

/** Most tokens that are neither expired nor revoked. Servers hold all of them. */
export const mostTokens = 1_000
/** Most tokens that are listed. */
const mostListed = 2_000

/** How long tokens that are expired or revoked are kept, and at most how many of them: the newest. */
const keptMs = 30 * 86_400_000
export const mostInvalid = 10_000

const at = (parameter: string) => sql`cast(${sql.placeholder(parameter)} as bigint)`

const isValid = sql`revoked_at is null and (expires_at is null or expires_at > ${at('now')})`

const forgetTokens = statement(
  'tokens.forget',
  () => sql`
    delete from tokens
    where revoked_at < ${at('before')} or expires_at < ${at('before')} or token_id in (
      select token_id
      from tokens
      where not (${isValid})
      order by coalesce(revoked_at, expires_at) desc, token_id desc
      limit ${sql.raw(String(mostInvalid))} offset ${sql.raw(String(mostInvalid))}
    )
  `,
)

const countTokens = statement<{ count: number }>(
  'tokens.count',
  () => sql`
    select count(*) as count
    from tokens
    where ${isValid}
  `,
)

const addTokens = statement('tokens.add', ({ tables, dialect }) => insertRows(tables.tokens, dialect))

/** Stores new tokens. Returns how many of them there is room for: none of the others are stored. */
export const storeTokens = (backend: Backend, rows: readonly TokenRow[], now: number, meter: Meter) =>
  backend.write(meter, async (transaction): Promise<number> => {
    await transaction.run(forgetTokens, { before: now - keptMs, now })
    const [found] = await transaction.run(countTokens, { now })
    const some = rows.slice(0, Math.max(0, mostTokens - found!.count))
    if (some.length > 0) await transaction.run(addTokens, { rows: some })
    return some.length
  })

const revoke = statement(
  'tokens.revoke',
  ({ tables: { tokens: t }, dialect }) => sql`
    update tokens set revoked_at = ${at('now')} where ${dialect.isIn(t.id, 'ids')} and revoked_at is null
  `,
)

const knownTokens = statement<{ id: string }>(
  'tokens.known',
  ({ tables: { tokens: t }, dialect }) =>
    sql`select ${as(t.id, 'id')} from ${t} where ${dialect.isIn(t.id, 'ids')}`,
)

/** Revokes tokens for ever. Returns the ids that are known. */
export const revokeStored = (backend: Backend, ids: readonly string[], now: number, meter: Meter) =>
  backend.write(meter, async (transaction): Promise<ReadonlySet<string>> => {
    await transaction.run(revoke, { ids, now })
    return new Set((await transaction.run(knownTokens, { ids })).map(({ id }) => id))
  })

const listed = statement<TokenRow>(
  'tokens.list',
  ({ tables: { tokens: t } }) => sql`
    select ${fields(t)}
    from ${t}
    order by case when ${isValid} then 0 else 1 end, ${t.createdAt} desc, ${t.id} desc
    limit ${sql.raw(String(mostListed))}
  `,
)

/** All valid tokens, and behind them those that expired or were revoked in the last weeks, the newest first. */
export const listTokens = (backend: Backend, reading: Reading): Promise<TokenRow[]> =>
  backend.read(listed, { now: reading.now }, reading)

/** What is different after each change of which tokens there are. */
export type TokenMark = Readonly<Record<'count' | 'revoked' | 'newest' | 'revokedAt', number | null>>

const mark = statement<TokenMark>(
  'tokens.mark',
  () => sql`
    select count(*) as count, count(revoked_at) as revoked, max(created_at) as newest,
      max(revoked_at) as "revokedAt"
    from tokens
  `,
)

export async function markOfTokens(backend: Backend, reading: Reading): Promise<TokenMark> {
  const [found] = await backend.read(mark, {}, reading)
  return found!
}

export interface TokenUse {
  readonly id: string
  readonly at: number
}

const noteUses = statement(
  'tokens.noteUses',
  ({ dialect }) => sql`
    update tokens
    set last_used_at = rows.at
    from ${dialect.rows('rows', { id: 'text', at: 'bigint' })}
    where tokens.token_id = rows.id and (last_used_at is null or last_used_at < rows.at)
  `,
)

/** Stores when tokens were used last, never an earlier time. */
export const storeUses = (backend: Backend, uses: readonly TokenUse[], meter: Meter) =>
  backend.write(meter, async (transaction): Promise<void> => {
    const rows = uses.map(({ id, at: time }) => ({ id, at: time })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    await transaction.run(noteUses, { rows })
  })
