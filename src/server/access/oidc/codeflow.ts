import { hash, randomBytes } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { Logger } from 'pino'
import { type Client, createExchange } from './exchange.ts'
import { type GrantRule, rulesFor } from './grants.ts'
import type { Keys } from './keys.ts'
import { createSeal } from './sealed.ts'

/** How browsers sign in with an issuer. */
export interface SignInOptions extends Client {
  /** How long somebody stays signed in. */
  readonly sessionMs: number
}

/** Where a sign-in goes on, and what the browser keeps until then. */
interface Begun {
  readonly location: string
  readonly kept: string
}

interface Ended {
  /** Absent: nobody is signed in, and the sign-in was not to ask anybody. */
  readonly session?: string
  readonly seconds: number
  readonly returnTo: string
}

/** Where the issuer sends the browser back to, and where it goes on from there. */
interface Wanted {
  readonly callback: string
  readonly returnTo: string
  /** The issuer lets in whoever is signed in there, and asks nobody. */
  readonly isSilent: boolean
}

/** Why nobody was signed in. */
export type SignInProblem = 'away' | 'busy' | 'notBegun' | 'refused' | 'notTaken' | 'unscoped'

export type CodeFlow = ReturnType<typeof createCodeFlow>

/** How long somebody may take to sign in. */
export const journeySeconds = 600
const tellEveryMs = 10_000

interface Flow extends SignInOptions {
  readonly issuer: URL
  readonly log: Logger
}

/**
 * Signs browsers in by an authorization code, with PKCE. What a session needs is sealed and kept by the browser alone:
 * the issuer's tokens may be longer than a cookie, end within minutes, and are of use to whoever finds them.
 */
export function createCodeFlow(keys: Keys, rules: readonly GrantRule[], flow: Flow) {
  const { clientId, clientSecret, issuer: url } = flow
  const purpose = JSON.stringify([url.href, clientId, rules])
  const journeys = createSeal(clientSecret, `sign-in ${purpose}`)
  const sessions = createSeal(clientSecret, `session ${purpose}`)
  const seconds = Math.floor(flow.sessionMs / 1_000)
  const tell = createTell(flow.log)
  const exchange = createExchange(keys, flow, tell)
  return {
    /** The issuer's name for people. */
    name: url.host,
    async begin(wanted: Wanted): Promise<Begun | undefined> {
      const issuer = await keys.issuer()
      if (issuer?.authorizationAt === undefined || issuer.tokensAt === undefined) return undefined
      const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()]
      const journey: Journey = { state, nonce, verifier, ...wanted }
      return {
        location: addressOf(issuer.authorizationAt, flow, journey),
        kept: await journeys.close({ ...journey }, journeySeconds),
      }
    },
    async end(query: URLSearchParams, kept: string | undefined): Promise<Ended | SignInProblem> {
      const journey = kept === undefined ? undefined : journeyIn(await journeys.open(kept))
      if (!journey || query.get('state') !== journey.state) return 'notBegun'
      const code = query.get('code')
      if (code === null) return journey.isSilent ? { seconds: 0, returnTo: journey.returnTo } : 'refused'
      const issuer = await keys.issuer()
      if (issuer?.tokensAt === undefined) return 'away'
      // Another issuer's answer, which must not be shown to this one.
      if ((query.get('iss') ?? issuer.name) !== issuer.name) return 'refused'
      const claims = await exchange(issuer, { ...journey, code })
      if (typeof claims === 'string') return claims
      const places = rulesFor(rules, claims)
      if (places.length === 0) {
        tell({ claims: Object.keys(claims) }, 'somebody signed in whose claims grant no scope')
        return 'unscoped'
      }
      const session = await sessions.close({ sub: claims.sub, rules: places }, seconds)
      return { session, seconds, returnTo: journey.returnTo }
    },
    /** Where a browser signs out of the issuer and is sent back from, if the issuer says where. */
    async leave(returnTo: string): Promise<string | undefined> {
      const issuer = await keys.issuer()
      if (issuer?.endSessionAt === undefined) return undefined
      const address = new URL(issuer.endSessionAt)
      address.searchParams.set('client_id', clientId)
      address.searchParams.set('post_logout_redirect_uri', returnTo)
      return address.href
    },
    async openSession(text: string) {
      const found = await sessions.open(text)
      if (!found) return undefined
      const places = found['rules'] as readonly number[]
      return {
        subject: found.sub!,
        rules: places.map((place) => rules[place]!),
        expiresAt: found.exp! * 1_000,
      }
    },
  }
}

/** What a browser keeps while its user is with the issuer. */
interface Journey extends Wanted {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What was sealed is as it was. */
const journeyIn = (opened: JWTPayload | undefined) => opened as (JWTPayload & Journey) | undefined

const newSecret = () => randomBytes(32).toString('base64url')

function addressOf(
  start: string,
  { clientId, scopes }: Client,
  { state, nonce, verifier, callback, isSilent }: Journey,
): string {
  const address = new URL(start)
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: scopes.join(' '),
    ...{ state, nonce },
    code_challenge: hash('sha256', verifier, 'base64url'),
    code_challenge_method: 'S256',
    ...(isSilent && { prompt: 'none' }),
  }
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
  return address.href
}

/** Logs one line in 10 s: strangers can cause them. */
function createTell(log: Logger) {
  let toldAt = -Infinity
  return (details: object, message: string) => {
    if (performance.now() - toldAt < tellEveryMs) return
    toldAt = performance.now()
    log.warn(details, message)
  }
}
