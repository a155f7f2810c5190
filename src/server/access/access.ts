import type { YogaInitialContext } from 'graphql-yoga'
import type { Backend } from '../../db/backend.ts'
import { createViews } from '../../graphql/access/views.ts'
import type { Answer } from '../../graphql/answers/answer.ts'
import { type RequestContext, type Stores, type TokenKeeper, createContext } from '../../graphql/context.ts'
import type { FromSocket } from '../requests/body.ts'
import { clientOf } from '../requests/forwarded.ts'
import { interestIn } from '../requests/leaving.ts'
import { type Gate, createGate, openGate } from './gate.ts'
import { createTokenBook } from './tokenbook.ts'

export interface AccessOptions {
  /** Who is let in: everybody, who may then do everything, or who sends a token. */
  readonly auth?: 'none' | 'tokens'
  /** The store of the tokens, if they can be changed. It may be none of the backends. */
  readonly admin?: Backend | undefined
}

interface Access {
  readonly gate: Gate
  readonly tokens: TokenKeeper | undefined
  close(): Promise<void>
}

/** Who is let in, and who may change that. */
export function createAccess(
  { auth = 'none', admin }: AccessOptions,
  report: (error: unknown) => void,
): Access {
  if (auth === 'none') {
    const tokens = admin && { backend: admin, changed: async () => {} }
    return { gate: openGate, tokens, close: async () => {} }
  }
  if (!admin) throw new Error('Authentication by tokens needs a store that keeps them.')
  const book = createTokenBook(admin, report)
  const tokens = { backend: admin, changed: book.changed }
  return { gate: createGate(book), tokens, close: book.close }
}

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
    const { req } = initial
    const asker = req && { client: clientOf(req), interest: interestIn(req) }
    return createContext(storesSeenBy(viewer), begin(initial), { client: undefined, ...asker, viewer })
  }
}
