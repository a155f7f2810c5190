import type { JWTPayload } from 'jose'
import { type Issuer, Refused, type Sent, askJson } from './issuer.ts'
import type { Keys } from './keys.ts'

/** What the issuer calls this server, and what it is asked for. */
export interface Client {
  readonly clientId: string
  readonly clientSecret: string
  /** The scopes that are asked for. */
  readonly scopes: readonly string[]
}

/** A code, and what it must come with. */
interface Coded {
  readonly code: string
  readonly verifier: string
  readonly callback: string
  readonly nonce: string
}

/** How many codes are exchanged at once: anybody can invent one. */
const mostExchanges = 20

/** Exchanges the codes of an issuer for what it says of who signed in. `tell` logs what an operator can mend. */
export function createExchange(keys: Keys, client: Client, tell: (details: object, message: string) => void) {
  const { clientId, scopes } = client
  let underWay = 0
  async function send(issuer: Issuer, coded: Coded) {
    underWay += 1
    try {
      return await askJson(new URL(issuer.tokensAt!), tokenRequest(issuer, client, coded))
    } catch (error) {
      tell({ why: (error as Error).message }, 'the issuer did not take the code of a sign-in')
      return error instanceof Refused && error.status < 500 ? 'notTaken' : 'away'
    } finally {
      underWay -= 1
    }
  }
  return async (issuer: Issuer, coded: Coded) => {
    if (underWay >= mostExchanges) return 'busy'
    const answer = await send(issuer, coded)
    if (typeof answer === 'string') return answer
    const { id_token, scope } = answer
    const found = typeof id_token === 'string' ? await keys.check(id_token, [clientId]) : 'unknown'
    if (found === 'away') return found
    const claims = found === 'unknown' ? undefined : found.claims
    if (claims && claims['nonce'] === coded.nonce && isFor(clientId, claims))
      return { ...claims, scope: grantedIn(scope, scopes), scp: undefined }
    tell({}, 'the issuer sent no ID token that is for this server and sign-in')
    return 'notTaken'
  }
}

const isFor = (clientId: string, { aud, azp }: JWTPayload) =>
  azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === clientId

/** Whoever signs in can add to what their browser asks the issuer for: what the server did not ask for does not count. */
const grantedIn = (scope: unknown, asked: readonly string[]) =>
  typeof scope === 'string'
    ? scope
        .split(' ')
        .filter((word) => asked.includes(word))
        .join(' ')
    : ''

function tokenRequest(
  { takesSecretInBody }: Issuer,
  { clientId, clientSecret }: Client,
  { code, verifier, callback }: Coded,
): Sent {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    code_verifier: verifier,
    ...(takesSecretInBody && { client_id: clientId, client_secret: clientSecret }),
  })
  const [user, password] = [clientId, clientSecret].map(formEncoded)
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  return { method: 'POST', body, headers: takesSecretInBody ? {} : { authorization } }
}

const formEncoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1)
