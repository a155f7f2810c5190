import { and, sql } from 'drizzle-orm'
import { type Backend, type FromBackend, type Reading, fromBackend } from '../backend.ts'
import { type Page, type Shape, keyset, shapeOf } from '../sql/page.ts'
import { fields } from '../sql/select.ts'
import { scan, shapes, statement } from '../sql/statement.ts'
import type { AuditAction } from '../tables/audit.ts'
import type { Tables } from '../tables/tables.ts'

export type AuditRow = Tables['audit']['$inferSelect'] & FromBackend

export interface AuditFilter {
  readonly actions?: readonly AuditAction[]
  /** Names, or ids of tokens. */
  readonly actors?: readonly string[]
  readonly since?: number
  readonly until?: number
}

type Asked = { readonly [condition in keyof AuditFilter]: boolean }

/** Walks along the time. With a condition on something else, over as many entries as a store keeps at most. */
const list = shapes(({ asked, ...shape }: Shape & { asked: Asked }) =>
  (asked.actions || asked.actors ? scan : statement)<Tables['audit']['$inferSelect']>(
    'audit.list',
    ({ tables: { audit: a }, dialect }) => {
      const { beyond, orderBy } = keyset({ by: { at: a.at, id: a.id }, descending: true }, shape)
      const where = and(
        beyond,
        asked.since ? sql`${a.at} >= ${sql.placeholder('since')}` : undefined,
        asked.until ? sql`${a.at} <= ${sql.placeholder('until')}` : undefined,
        asked.actions ? dialect.isIn(a.action, 'actions') : undefined,
        asked.actors
          ? sql`(${dialect.isIn(a.actor, 'actors')} or ${dialect.isIn(a.tokenId, 'actors')})`
          : undefined,
      )
      return sql`
      select ${fields(a)}
      from ${a}
      where ${where ?? sql`true`}
      order by ${orderBy}
      limit ${sql.placeholder('limit')}
    `
    },
  ),
)

/** Entries of the audit, the newest first. Positions are `at` and `id`. */
export async function listAudit(
  backend: Backend,
  filter: AuditFilter,
  page: Page,
  reading: Reading,
): Promise<AuditRow[]> {
  const { actions, actors, since, until } = filter
  const asked = {
    actions: actions !== undefined,
    actors: actors !== undefined,
    since: since !== undefined,
    until: until !== undefined,
  }
  const values = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  const query = list({ ...shapeOf(page), asked })
  return fromBackend(
    backend,
    await backend.read(query, { ...values, ...page.from, limit: page.limit }, reading),
  )
}
