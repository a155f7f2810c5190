import { type Finding, fine, problem } from '../../db/inspection.ts'
import { readIssuer } from '../../server/access/oidc/issuer.ts'
import type { OidcOptions } from '../../server/access/oidc/oidc.ts'

/** Whether the issuer of tokens answers as a server needs it. */
export async function inspectIssuer({ issuer: url, signIn }: OidcOptions): Promise<Finding> {
  try {
    const { name, keys, authorizationAt, tokensAt } = await readIssuer(url)
    if (signIn && (authorizationAt === undefined || tokensAt === undefined))
      return problem(
        'issuer',
        `${name} has no sign-in by authorization code.`,
        'Leave out --oidc-client-id, or name another issuer.',
      )
    const count = keys.keys.length
    if (count > 0) return fine('issuer', `${name} answers, with ${count} ${count === 1 ? 'key' : 'keys'}.`)
    return problem(
      'issuer',
      `${name} has no keys.`,
      'Tokens are checked by them: ask whoever runs the issuer.',
    )
  } catch (error) {
    return problem(
      'issuer',
      (error as Error).message,
      'Correct --oidc-issuer, or let this machine reach it. Servers start without it, and refuse its tokens meanwhile.',
    )
  }
}
