import type { Kit } from './kit/postgres.ts'

/** What an entry of the audit is about. */
export const auditActions = [
  'CANCEL_EXECUTIONS',
  'CLEAR_EXECUTIONS',
  'CREATE_TOKENS',
  'DELETE_EXECUTIONS',
  'RETAIN_EXECUTIONS',
  'RETRY_EXECUTIONS',
  'REVOKE_TOKENS',
] as const

export type AuditAction = (typeof auditActions)[number]

/** How a change was asked for. */
export type AuditVia = 'API' | 'COMMAND_LINE' | 'RETENTION'

/** Who changed what. The transaction that makes a change writes its row. */
export function auditTable({ table, text, whole, index }: Kit) {
  const audit = table(
    'audit',
    {
      id: text('audit_id').primaryKey(),
      at: whole('at').notNull(),
      action: text('action').notNull().$type<AuditAction>(),
      via: text('via').notNull().$type<AuditVia>(),
      actor: text('actor').notNull(),
      tokenId: text('token_id'),
      address: text('address'),
      /** How many executions or tokens were changed. */
      count: whole('count').notNull(),
      /** A JSON list of the first of their ids. */
      ids: text('ids').notNull(),
      detail: text('detail'),
    },
    (t) => [index('audit_at').on(t.at, t.id)],
  )
  return { audit }
}
