import type { Logger } from 'pino'
import { type CodeFlow, type SignInOptions, createCodeFlow } from './codeflow.ts'
import { type GrantRule, rulesFor, usualRules } from './grants.ts'
import { createKeys, toleranceMs } from './keys.ts'
import { type FoundViewer, createViewers } from './viewers.ts'

/** Whose tokens let in, and what they allow. */
export interface OidcOptions {
  readonly issuer: URL
  /** What tokens must be made for. None: only the sign-in of browsers lets in. */
  readonly audience: readonly string[]
  /** What claims allow. Default: `execgraph:read` and so on among the scopes of the token. */
  readonly rules?: readonly GrantRule[] | undefined
  /** How browsers sign in. */
  readonly signIn?: SignInOptions | undefined
}

type Find = (text: string) => FoundViewer | Promise<FoundViewer>

export interface Oidc {
  /** The viewer of a JWT. */
  readonly bearer: Find
  /** The viewer of a browser that has signed in. */
  readonly session: Find
  readonly flow: CodeFlow | undefined
  close(): void
}

/** An issuer that lets in. While it is away, those go on whose tokens were checked, or can be with the keys that are known. */
export function createOidc({ issuer, audience, rules = usualRules, signIn }: OidcOptions, log: Logger): Oidc {
  const keys = createKeys(issuer, log, (kept) => bearers.keepOnly(kept))
  const bearers = createViewers(keys.watch)
  const sessions = createViewers(() => () => {})
  const flow = signIn && createCodeFlow(keys, rules, { ...signIn, issuer, log })
  async function checked(token: string): Promise<FoundViewer> {
    const found = await keys.check(token, audience)
    if (typeof found === 'string') return found
    const { claims, key } = found
    // It is only good with a proof that is not looked at here.
    if (claims['cnf'] !== undefined) return 'unknown'
    return bearers.add(token, {
      subject: claims.sub,
      rules: rulesFor(rules, claims).map((place) => rules[place]!),
      expiresAt: claims.exp * 1_000 + toleranceMs,
      key,
    })
  }
  async function opened(text: string): Promise<FoundViewer> {
    const found = await flow?.openSession(text)
    return found ? sessions.add(text, found) : 'unknown'
  }
  return {
    bearer(token) {
      if (audience.length === 0) return 'unknown'
      keys.keepFresh()
      const known = bearers.known(token)
      return known === undefined ? checked(token) : keys.isLost() ? 'away' : known
    },
    session: (text) => sessions.known(text) ?? opened(text),
    flow,
    close: keys.close,
  }
}
