import { sql } from 'drizzle-orm'
import type { Backend, Reading, Transaction } from '../backend.ts'
import type { Values } from '../sql/scope.ts'
import { scan, shapes, statement } from '../sql/statement.ts'

/** How long entries are kept if a rule of retention says nothing else. */
export const auditKeptMs = 90 * 86_400_000

/** Most entries that a store keeps: whoever may change records may make as many as they like. */
const mostKept = 100_000
const mostKeptInMemory = 10_000

const keptIn = ({ bound }: Backend) => (bound ? Math.min(bound.max, mostKeptInMemory) : mostKept)

/** After so many new entries those beyond the most are deleted, by statements of so many: at most twice the new ones. */
const everyEntries = 256

type Why = 'age' | 'count'

/** The oldest entries, of those that are too old or too many. What another transaction deletes is left to it. */
const oldest = shapes(({ why }: { why: Why }) =>
  statement<{ id: string }>('audit.oldest', ({ dialect }) => {
    const newest = sql`
      select at, audit_id
      from audit
      order by at desc, audit_id desc
      limit 1
      offset ${sql.placeholder('keep')}
    `
    const isDue = why === 'age' ? sql`at < ${sql.placeholder('before')}` : sql`(at, audit_id) <= (${newest})`
    return sql`
      select audit_id as id
      from audit
      where ${isDue}
      order by at, audit_id
      limit ${sql.placeholder('limit')} ${dialect.forUpdateIfFree}
    `
  }),
)

const remove = statement(
  'audit.remove',
  ({ tables: { audit: a }, dialect }) => sql`delete from ${a} where ${dialect.isIn(a.id, 'ids')}`,
)

/** Deletes some of the oldest. Returns how many. */
async function forget(transaction: Transaction, why: Why, values: Values): Promise<number> {
  const ids = (await transaction.run(oldest({ why }), values)).map(({ id }) => id)
  if (ids.length > 0) await transaction.run(remove, { ids })
  return ids.length
}

const written = new WeakMap<Backend, number>()

/** Deletes what is beyond the most, now and then. */
export async function forgetCrowded(
  backend: Backend,
  transaction: Transaction,
  added: number,
): Promise<void> {
  const count = (written.get(backend) ?? 0) + added
  const isTime = count >= everyEntries
  written.set(backend, isTime ? 0 : count)
  const values = { keep: keptIn(backend), limit: everyEntries }
  for (let left = isTime ? 2 * count : 0; left > 0; left -= everyEntries)
    if ((await forget(transaction, 'count', values)) < everyEntries) break
}

const due = scan<{ count: number; old: number }>(
  'audit.due',
  () => sql`
    select count(*) as count, count(case when at < ${sql.placeholder('before')} then 1 end) as old
    from audit
  `,
)

/** How many entries from before a time, or beyond the most, there are to forget. */
export async function dueEntries(backend: Backend, before: number, reading: Reading): Promise<number> {
  const [found] = await backend.read(due, { before }, reading)
  return Math.max(found!.old, found!.count - keptIn(backend))
}

/** Deletes some of the oldest of them. Returns how many. */
export async function forgetEntries(
  backend: Backend,
  before: number,
  transaction: Transaction,
  limit: number,
): Promise<number> {
  const old = await forget(transaction, 'age', { before, limit })
  if (old === limit) return limit
  return old + (await forget(transaction, 'count', { keep: keptIn(backend), limit: limit - old }))
}
