import { newId } from '../recording/newid.ts'
import { digestOfSecret, newSecret } from './secret.ts'
import type { TokenRow, TokenScope } from './tokens.ts'

/** What a token is for. */
export interface TokenPlan {
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** Names and prefixes (`train*`). `null`: all. */
  readonly flows: readonly string[] | null
  readonly backends: readonly string[] | null
  readonly expiresAt: number | null
}

/** A token that is not stored yet. Its secret is nowhere else. */
export interface NewToken {
  readonly row: TokenRow
  readonly secret: string
}

export function newToken({ name, scopes, flows, backends, expiresAt }: TokenPlan, now: number): NewToken {
  const secret = newSecret()
  const row = {
    id: newId(),
    name,
    digest: digestOfSecret(secret),
    scopes: JSON.stringify(scopes),
    flows: flows && JSON.stringify(flows),
    backends: backends && JSON.stringify(backends),
    createdAt: now,
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
  }
  return { row, secret }
}
