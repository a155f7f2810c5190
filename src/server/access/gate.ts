import type { IncomingMessage } from 'node:http'
import { type Viewer, openViewer } from '../../graphql/access/viewer.ts'
import { isDashboardPath } from '../files/pages.ts'
import type { Asked } from '../requests/admission.ts'
import type { FromSocket } from '../requests/body.ts'
import { type Refusal, refusalError } from '../requests/refuse.ts'
import type { TokenBook } from './tokenbook.ts'

/** Who a request is from, or why it is refused. */
export type Authenticated =
  | { readonly viewer: Viewer; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly viewer?: undefined }

/** Decides who asks. */
export interface Gate {
  /** Undefined: anybody may ask this, and nobody is known. */
  authenticate(asked: Asked): Authenticated | Promise<Authenticated> | undefined
  /** Remembers whose request of node:http it is. */
  remember(request: IncomingMessage, viewer: Viewer | undefined): void
  /** The viewer of a request that was let in, if it is known. */
  viewerIn(given: FromSocket): Viewer | undefined
  /** The same. Throws if it is not known. */
  viewerOf(given: FromSocket): Viewer
}

/** Without authentication, everybody may do everything. */
export const openGate: Gate = {
  authenticate: () => open,
  remember: () => {},
  viewerIn: () => openViewer,
  viewerOf: () => openViewer,
}

const open: Authenticated = { viewer: openViewer }

/** Lets in who sends a token. Others get the pages, and learn whether the server is alive. */
export function createGate(book: TokenBook): Gate {
  const viewers = new WeakMap<IncomingMessage, Viewer>()
  const viewerIn = ({ req, viewer }: FromSocket) => viewer ?? (req && viewers.get(req))
  return {
    authenticate(asked) {
      const credentials = asked.header('authorization')
      if (credentials === undefined) return isOpen(asked) ? undefined : { refusal: noToken }
      const secret = /^Bearer +([^ ]+) *$/i.exec(credentials)?.[1]
      if (secret === undefined) return { refusal: noToken }
      const found = book.find(secret)
      return found instanceof Promise ? found.then(authenticated) : authenticated(found)
    },
    remember(request, viewer) {
      if (viewer) viewers.set(request, viewer)
    },
    viewerIn,
    viewerOf(given) {
      const viewer = viewerIn(given)
      if (viewer) return viewer
      throw refusalError(noToken)
    },
  }
}

const authenticated = (found: Awaited<ReturnType<TokenBook['find']>>): Authenticated =>
  found === 'unknown'
    ? { refusal: wrongToken }
    : found === 'away'
      ? { refusal: uncertain }
      : { viewer: found }

/** Pages and their files, which hold nothing of the stores, and what load balancers ask. */
function isOpen({ method, target, header }: Asked): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const [path = ''] = target.split('?', 1)
  if (path === '/graphql') return header('accept')?.includes('text/html') ?? false
  return isDashboardPath(path) || /^\/(?:graphiql|assets)\/|^\/(?:healthz|readyz)$/.test(path)
}

const unauthenticated = {
  status: 401,
  code: 'UNAUTHENTICATED',
  field: 'authorization',
  headers: { 'www-authenticate': 'Bearer' },
} as const

const noToken: Refusal = {
  ...unauthenticated,
  message: 'This server answers only with a token. Send "Authorization: Bearer egt_…" with it.',
}

const wrongToken: Refusal = {
  ...unauthenticated,
  message: 'The token is unknown, has expired, or was revoked.',
}

const uncertain: Refusal = {
  status: 503,
  code: 'BACKEND_UNAVAILABLE',
  field: 'authorization',
  message: 'The token cannot be checked now: the store of the tokens does not answer. Ask again in a moment.',
  headers: { 'retry-after': '2' },
}
