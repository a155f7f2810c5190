import type { Kit } from './kit/postgres.ts'

/** Tokens of the API. Only the admin store has rows. */
export function tokenTables({ table, text, whole, uniqueIndex }: Kit) {
  const tokens = table(
    'tokens',
    {
      id: text('token_id').primaryKey(),
      name: text('name').notNull(),
      /** The SHA-256 of the secret, which is nowhere else. */
      digest: text('digest').notNull(),
      /** A JSON list. */
      scopes: text('scopes').notNull(),
      /** A JSON list of names and prefixes. `null`: all. */
      flows: text('flows'),
      /** A JSON list of names. `null`: all. */
      backends: text('backends'),
      createdAt: whole('created_at').notNull(),
      expiresAt: whole('expires_at'),
      lastUsedAt: whole('last_used_at'),
      revokedAt: whole('revoked_at'),
    },
    (t) => [uniqueIndex('tokens_digest').on(t.digest)],
  )
  return { tokens }
}
