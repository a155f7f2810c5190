import type { IncomingMessage } from 'node:http'
import { type Viewer, openViewer } from '../../graphql/access/viewer.ts'
import { isDashboardPath } from '../files/pages.ts'
import type { Asked } from '../requests/admission.ts'
import type { FromSocket } from '../requests/body.ts'
import { type Refusal, refusalError } from '../requests/refuse.ts'
import { type Shown, shownIn } from './bearer.ts'
import { sessionPath } from './cookies.ts'
import type { FoundViewer } from './oidc/viewers.ts'

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

/** Finds the viewer of what a request shows. */
export type FindViewer = (text: string) => FoundViewer | Promise<FoundViewer>

/** Lets in who sends a token. Others get the pages, and learn whether the server is alive. */
export function createGate(finds: Partial<Readonly<Record<Shown['how'], FindViewer>>>): Gate {
  const viewers = new WeakMap<IncomingMessage, Viewer>()
  const viewerIn = ({ req, viewer }: FromSocket) => viewer ?? (req && viewers.get(req))
  return {
    authenticate(asked) {
      const credentials = asked.header('authorization')
      // Pages are for whoever has a cookie that is no longer good, too.
      if (credentials === undefined && isOpen(asked)) return undefined
      const shown = shownIn(credentials, asked.header('cookie'))
      if (!shown) return { refusal: noToken }
      const found = finds[shown.how]?.(shown.text) ?? 'unknown'
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

const authenticated = (found: FoundViewer): Authenticated =>
  typeof found === 'string' ? { refusal: refusals[found] } : { viewer: found }

/** Pages and their files, which hold nothing of the stores, and what load balancers ask. */
function isOpen({ method, target, header }: Asked): boolean {
  const [path = ''] = target.split('?', 1)
  if (path === sessionPath) return method === 'DELETE' || method === 'GET'
  if (method !== 'GET' && method !== 'HEAD') return false
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

const refusals = {
  unknown: {
    ...unauthenticated,
    message: 'The token is unknown, has expired, or was revoked.',
  },
  away: {
    status: 503,
    code: 'BACKEND_UNAVAILABLE',
    field: 'authorization',
    message:
      'The token cannot be checked now: what it is checked with does not answer. Ask again in a moment.',
    headers: { 'retry-after': '2' },
  },
  unscoped: {
    status: 403,
    code: 'FORBIDDEN',
    field: 'authorization',
    message: 'The token is valid, but none of its claims allows anything here.',
  },
} as const satisfies Record<string, Refusal>
