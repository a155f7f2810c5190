import { readFileSync } from 'node:fs'
import { type GrantRule, grantRulesOf } from '../../server/access/oidc/grants.ts'
import { isSafe } from '../../server/access/oidc/issuer.ts'
import type { OidcOptions } from '../../server/access/oidc/oidc.ts'
import { shortestSecret } from '../../server/access/oidc/sealed.ts'
import type { Auth } from './access.ts'
import { list, text } from './kinds.ts'
import { timeOf } from './values.ts'

/** Whose tokens let in, and how browsers sign in. */
export const oidcOptions = {
  'oidc-issuer': text<URL | undefined>({
    shown: 'url',
    absent: undefined,
    read: issuerOf,
    help: [
      'for --auth oidc: whose signed tokens (JWT) let in, such as https://login.example.com/realms/ops',
      'its configuration and keys are read from there',
    ],
  }),
  'oidc-audience': list<readonly string[]>({
    shown: 'name',
    absent: [],
    read: (texts) => wordsOf(texts, ','),
    help: [
      'what these tokens must be made for (`aud`); may be given several times',
      'default: only the sign-in of browsers lets in',
    ],
  }),
  'oidc-rules-file': text<readonly GrantRule[] | undefined>({
    shown: 'file',
    absent: undefined,
    read: rulesIn,
    help: [
      'JSON that says which claims allow what; docs/security.md shows it',
      'default: `execgraph:read`, `:write`, `:work` and `:admin` in the claim `scope`',
    ],
  }),
  'oidc-client-id': text<string | undefined>({
    shown: 'id',
    absent: undefined,
    read: (id) => id,
    help: [
      'what the issuer calls this server; with it browsers sign in there',
      'the issuer must know the address of this server with /session/oidc/callback',
    ],
  }),
  'oidc-client-secret-file': text<string | undefined>({
    shown: 'file',
    absent: undefined,
    read: secretIn,
    help: ['a file with the secret of that client; the same for all servers of one address'],
  }),
  'oidc-sign-in-scopes': text<readonly string[]>({
    default: 'openid',
    read: scopesOf,
    help: ['the scopes that browsers ask the issuer for, separated by spaces, openid among them'],
  }),
  'oidc-session': text({
    default: '8h',
    read: timeOf,
    help: ['how long somebody stays signed in, up to 24h'],
  }),
}

function issuerOf(given: string, source: string): URL {
  const url = URL.parse(given)
  if (url && isSafe(url) && !given.includes('?') && !given.includes('#') && !url.username && !url.password)
    return url
  throw new Error(
    `${source} must be an https URL without a query, such as https://login.example.com; http only of this machine.`,
  )
}

const wordsOf = (texts: readonly string[], between: string) =>
  texts.flatMap((one) => one.split(between).map((word) => word.trim())).filter((word) => word !== '')

function scopesOf(given: string, source: string): readonly string[] {
  const scopes = wordsOf([given], ' ')
  if (scopes.includes('openid')) return scopes
  throw new Error(`${source} must have openid among its words.`)
}

/** Throws a sentence that names the file and what is wrong with it. */
function rulesIn(file: string, source: string): GrantRule[] {
  try {
    return grantRulesOf(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`${source}: ${file} cannot be used: ${(error as Error).message}`, { cause: error })
  }
}

function secretIn(file: string, source: string): string {
  let secret: string
  try {
    secret = readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Error(`${source} cannot be read: ${(error as Error).message}`, { cause: error })
  }
  if (secret.length >= shortestSecret) return secret
  throw new Error(`${source}: the secret must have at least ${shortestSecret} characters.`)
}

interface Given {
  readonly 'auth': Auth
  readonly 'oidc-issuer': URL | undefined
  readonly 'oidc-audience': readonly string[]
  readonly 'oidc-rules-file': readonly GrantRule[] | undefined
  readonly 'oidc-client-id': string | undefined
  readonly 'oidc-client-secret-file': string | undefined
  readonly 'oidc-sign-in-scopes': readonly string[]
  readonly 'oidc-session': number
}

/** Throws if what is given does not go together: nobody must believe that a server asks who comes that does not. */
export function oidcOf(given: Given): OidcOptions | undefined {
  const { auth, 'oidc-issuer': issuer, 'oidc-audience': audience, 'oidc-rules-file': rules } = given
  if (auth !== 'oidc') {
    if (issuer) throw new Error(`--oidc-issuer needs --auth oidc, and this is --auth ${auth}.`)
    return undefined
  }
  if (!issuer) throw new Error('--auth oidc needs an --oidc-issuer.')
  const signIn = signInOf(given)
  if (!signIn && audience.length === 0)
    throw new Error(
      '--auth oidc needs an --oidc-audience for tokens, or an --oidc-client-id for browsers, or both.',
    )
  return { issuer, audience, rules, signIn }
}

function signInOf(given: Given): OidcOptions['signIn'] {
  const { 'oidc-client-id': clientId, 'oidc-client-secret-file': clientSecret } = given
  if (clientId === undefined && clientSecret === undefined) return undefined
  if (clientId === undefined || clientSecret === undefined)
    throw new Error('--oidc-client-id and --oidc-client-secret-file go together: give both, or none.')
  const { 'oidc-sign-in-scopes': scopes, 'oidc-session': sessionMs } = given
  if (sessionMs >= 60_000) return { clientId, clientSecret, scopes, sessionMs }
  throw new Error('--oidc-session must be at least 1m.')
}
