import { once } from 'node:events'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, type JWTPayload, SignJWT, exportJWK, exportSPKI, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

export const audience = 'https://execgraph.test'
export const clientId = 'dashboard'
export const clientSecret = 'a secret of at least sixteen characters'
const robot = { client_id: 'robot', client_secret: 'the secret of a program' }
const scopes = ['read', 'write', 'work', 'admin'].map((scope) => `execgraph:${scope}`)

interface SigningKey {
  readonly kid: string
  readonly key: CryptoKey
  readonly jwk: object
  /** Its public part, as text. */
  readonly spki: string
}

/** A real issuer, whose keys the test has too. */
export interface Issuer {
  readonly url: string
  /** A token that the issuer made for a program. */
  token(scope: string, resource?: string): Promise<string>
  /** A token that is signed by the issuer's key, with these claims beside the usual ones. */
  signed(claims?: JWTPayload, header?: object): Promise<string>
  readonly signingKey: () => SigningKey
  /** The groups of those that sign in, in their ID tokens. */
  groupsAre(groups: readonly string[]): void
  /** From now on it has another key, and no longer the one before. */
  rotate(): Promise<void>
  stop(): Promise<void>
  start(): Promise<void>
}

/** `clients`: the addresses of the servers that sign in with it. */
export async function startIssuer(clients: () => readonly string[] = () => []): Promise<Issuer> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void
  let groups: readonly string[] = []
  let signing: SigningKey
  let server: Server
  let port = 0
  const start = async () => {
    server = createServer((request, response) => handle(request, response)).listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  await start()
  const url = `http://127.0.0.1:${port}`
  const rotate = async () => {
    signing = await newKey()
    const keys = { keys: [signing.jwk] }
    // Its clients are known once it is asked: servers get their ports after it has started.
    let callback: ReturnType<Provider['callback']> | undefined
    handle = (request, response) => {
      callback ??= new Provider(
        url,
        configurationOf(keys, clients(), () => groups),
      ).callback()
      callback(request, response)
    }
  }
  await rotate()
  return {
    url,
    async token(scope, resource = audience) {
      const body = new URLSearchParams({ grant_type: 'client_credentials', scope, resource, ...robot })
      const response = await fetch(`${url}/token`, { method: 'POST', body })
      const { access_token: token } = (await response.json()) as { access_token?: string }
      if (token === undefined) throw new Error(`The issuer made no token: ${response.status}`)
      return token
    },
    signed: (claims = {}, header = {}) => signedBy(signing, { iss: url, ...claims }, header),
    signingKey: () => signing,
    groupsAre: (some) => void (groups = some),
    rotate,
    start,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

export async function newKey(kid: string = crypto.randomUUID()): Promise<SigningKey> {
  const { privateKey: key, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(key)), kid, alg: 'RS256', use: 'sig' }
  return { kid, key, jwk, spki: await exportSPKI(publicKey) }
}

/** A token for this server, that lets read for an hour unless the claims say otherwise. */
export const signedBy = ({ key, kid }: SigningKey, claims: JWTPayload, header: object = {}) => {
  const now = Math.floor(Date.now() / 1_000)
  const usual = { sub: 'ada', aud: audience, iat: now, exp: now + 3_600, scope: 'execgraph:read' }
  return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key)
}

const configurationOf = (jwks: object, servers: readonly string[], groups: () => readonly string[]) => ({
  jwks,
  cookies: { keys: ['of the tests'] },
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: servers.map((server) => `${server}/session/oidc/callback`),
      post_logout_redirect_uris: servers.map((server) => `${server}/`),
    },
    { ...robot, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
  ].filter(({ redirect_uris: uris, client_id: id }) => id !== clientId || uris.length > 0),
  scopes: ['openid', 'groups', ...scopes],
  claims: { openid: ['sub'], groups: ['groups'] },
  conformIdTokenClaims: false,
  findAccount: (_: unknown, accountId: string) => ({
    accountId,
    claims: () => ({ sub: accountId, groups: groups() }),
  }),
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_: unknown, resource: string) => ({
        scope: scopes.join(' '),
        audience: resource,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
})

/** The same issuer under another address, which notes what is asked of it. */
export async function counted(issuer: string) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url!)
    const passed = async () => {
      const answer = await fetch(`${issuer}${request.url}`)
      response.end((await answer.text()).replaceAll(issuer, url))
    }
    void passed()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, requests, stop: async () => void (await new Promise((done) => server.close(done))) }
}
