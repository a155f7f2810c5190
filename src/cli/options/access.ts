import type { BackendUrl } from '../../db/url.ts'
import { isKnown, parseBackend } from '../../db/url.ts'
import { isLoopback } from '../../server/requests/hosts.ts'
import { flag, text } from './kinds.ts'

/** How a server finds out who asks. */
export type Auth = 'none' | 'tokens' | 'oidc'

/** Who may ask. */
export const accessOptions = {
  auth: text<Auth>({
    default: 'none',
    values: ['none', 'tokens', 'oidc'],
    read: authOf,
    help: [
      'who is let in: none (everybody, who may then do everything), tokens or oidc',
      'tokens: who has a token made by execgraph token; oidc: also who has one of --oidc-issuer',
      'on an address that is not a loopback address, none is refused without --insecure',
    ],
  }),
  insecure: flag({ help: ['listen on any address without authentication'] }),
  admin: text<BackendUrl | undefined>({
    shown: 'url',
    absent: undefined,
    read: adminOf,
    help: [
      'the store of the tokens, such as sqlite:./tokens.db or postgres://…',
      'default: the first sqlite or postgres backend',
    ],
  }),
}

function authOf(given: string, source: string): Auth {
  if (given === 'none' || given === 'tokens' || given === 'oidc') return given
  throw new Error(`${source} must be none, tokens or oidc, not "${given.slice(0, 100)}".`)
}

/** The name that the store of `--admin` has in messages and logs. */
const adminName = 'admin'

/** The URL of a store that keeps tokens. */
export function adminOf(url: string, source: string): BackendUrl {
  const [scheme = ''] = url.split(':', 1)
  if (!isKnown(scheme)) throw new Error(`${source} must be sqlite:… or postgres://….`)
  const parsed = parseBackend(`${adminName}=${url}`)
  if (parsed.store.keepsTokens) return parsed
  throw new Error(`${source} must be sqlite:… or postgres://…: a ${parsed.kind} store does not keep tokens.`)
}

interface Access {
  readonly auth: Auth
  readonly insecure: boolean
  readonly admin: BackendUrl | undefined
  readonly host: string
  readonly backend: readonly BackendUrl[]
}

/** The store that keeps the tokens, if there is one. */
export const tokenStore = ({ admin, backend }: Pick<Access, 'admin' | 'backend'>): BackendUrl | undefined =>
  admin ?? backend.find(({ store }) => store.keepsTokens)

/** Throws if strangers could read and change everything, or if there is no store for tokens. */
export function checkAccess(access: Access): void {
  const { auth, insecure, host } = access
  if (auth === 'tokens') {
    if (tokenStore(access)) return
    throw new Error(
      '--auth tokens needs a store that keeps them: a sqlite or postgres backend, or one named by --admin.',
    )
  }
  if (auth === 'oidc' || insecure || isLoopback(host)) return
  throw new Error(
    `Whoever reaches ${host} could read and change everything. Start with --auth tokens or --auth oidc, or with --insecure if only those who may do so can reach it.`,
  )
}
