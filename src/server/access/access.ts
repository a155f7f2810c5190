import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Backend } from '../../db/backend.ts'
import { createViews } from '../../graphql/access/views.ts'
import type { Answer } from '../../graphql/answers/answer.ts'
import { type RequestContext, type Stores, type TokenKeeper, createContext } from '../../graphql/context.ts'
import type { FromSocket } from '../requests/body.ts'
import { clientFor } from '../requests/forwarded.ts'
import { interestBy, interestIn } from '../requests/leaving.ts'
import { type Gate, createGate, openGate } from './gate.ts'
import { type OidcOptions, createOidc } from './oidc/oidc.ts'
import { signInPath, signOutWith, useSignIn } from './oidc/signin.ts'
import { useSession } from './session.ts'
import { createTokenBook } from './tokenbook.ts'

export interface AccessOptions {
  /** Who is let in: everybody, who may then do everything, or who sends a token; `oidc`: of an issuer, too. */
  readonly auth?: 'none' | 'tokens' | 'oidc'
  /** The store of the tokens, if they can be changed. It may be none of the backends. */
  readonly admin?: Backend | undefined
  /** Whose tokens let in, with `oidc`. */
  readonly oidc?: OidcOptions | undefined
}

interface Access {
  readonly gate: Gate
  readonly tokens: TokenKeeper | undefined
  /** What browsers sign in with. */
  readonly signing: Plugin<object, FromSocket>[]
  close(): Promise<void>
}

/** Who is let in, and who may change that. */
export function createAccess(
  { auth = 'none', admin, oidc: options }: AccessOptions,
  report: (error: unknown) => void,
  log: Logger,
): Access {
  if (auth === 'none') {
    const tokens = admin && { backend: admin, changed: async () => {} }
    return {
      gate: openGate,
      tokens,
      signing: [useSession({ viewerIn: openGate.viewerIn, signIns: noSignIns })],
      close: async () => {},
    }
  }
  if (auth === 'tokens' && !admin) throw new Error('Authentication by tokens needs a store that keeps them.')
  if (auth === 'oidc' && !options) throw new Error('Authentication by OpenID Connect needs an issuer.')
  const book = admin && createTokenBook(admin, report)
  const oidc = auth === 'oidc' && options ? createOidc(options, log) : undefined
  const gate = createGate({
    ...(book && { token: book.find }),
    ...(oidc && { jwt: oidc.bearer, session: oidc.session }),
  })
  const signIns = {
    tokens: book !== undefined,
    oidc: oidc?.flow ? { name: oidc.flow.name, path: signInPath } : null,
  }
  return {
    gate,
    tokens: admin && book && { backend: admin, changed: book.changed },
    signing: [
      useSignIn(oidc?.flow),
      useSession({ viewerIn: gate.viewerIn, signIns, signOut: signOutWith(oidc?.flow) }),
    ],
    async close() {
      oidc?.close()
      await book?.close()
    },
  }
}

const noSignIns = { tokens: false, oidc: null }

/** All stores of a server. */
export const allStores = (backends: readonly Backend[], { admin }: AccessOptions) =>
  admin && !backends.includes(admin) ? [...backends, admin] : backends

/** Makes the contexts of requests. Throws for one whose viewer is not known. */
export function contextsFor(
  stores: Stores,
  gate: Gate,
  begin: (initial: YogaInitialContext & FromSocket) => Answer,
) {
  const storesSeenBy = createViews(stores)
  return (initial: YogaInitialContext & FromSocket): RequestContext => {
    const viewer = gate.viewerOf(initial)
    const { req, request } = initial
    const interest = req ? interestIn(req) : interestBy(request.signal)
    const asking = { client: clientFor(initial), interest, viewer, mayLag: true }
    return createContext(storesSeenBy(viewer), begin(initial), asking)
  }
}
