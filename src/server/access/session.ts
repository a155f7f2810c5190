import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import { schemeOf } from '../requests/forwarded.ts'
import { refusedBody } from '../requests/refuse.ts'
import type { Refusal } from '../requests/refuse.ts'
import type { Gate } from './gate.ts'
import { cookie, secretIn, sessionPath } from './bearer.ts'

/** A token that does not expire is asked for again after this. */
const mostSeconds = 30 * 24 * 60 * 60

/**
 * `POST /session` has the browser keep the token that the request is sent with, where no script can read it, and other
 * sites cannot have it sent. `DELETE /session` has it forgotten.
 */
export const useSession = (viewerIn: Gate['viewerIn']): Plugin<object, FromSocket> => ({
  onRequest({ request, url, serverContext, fetchAPI, endResponse }) {
    if (url.pathname !== sessionPath) return
    const { method, headers } = request
    const end = ({ status, ...own }: { status: number; headers: Record<string, string> }) =>
      endResponse(new fetchAPI.Response(null, { status, headers: own.headers }))
    const flags = `Path=/; HttpOnly; SameSite=Strict${isEncrypted(serverContext) ? '; Secure' : ''}`
    if (method === 'DELETE')
      return end({ status: 204, headers: { 'set-cookie': `${cookie}=; Max-Age=0; ${flags}` } })
    const secret = secretIn(headers.get('authorization'))
    const refusal = method === 'POST' ? (secret === undefined ? noToken : undefined) : notPosted
    if (refusal) {
      const own = { 'content-type': 'application/json', ...refusal.headers }
      return endResponse(
        new fetchAPI.Response(refusedBody(refusal), { status: refusal.status, headers: own }),
      )
    }
    const expiresAt = viewerIn(serverContext)?.expiresAt ?? Infinity
    const seconds = Math.floor(Math.min(mostSeconds, (expiresAt - Date.now()) / 1000))
    end({ status: 204, headers: { 'set-cookie': `${cookie}=${secret}; Max-Age=${seconds}; ${flags}` } })
  },
})

const isEncrypted = ({ req }: FromSocket) => req !== undefined && schemeOf(req) === 'https'

const noToken: Refusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  field: 'authorization',
  message: 'Send the token that is to be kept: "Authorization: Bearer egt_…".',
}

const notPosted: Refusal = {
  status: 405,
  code: 'BAD_USER_INPUT',
  field: 'method',
  message: 'POST begins a session, and DELETE ends it.',
  headers: { allow: 'POST, DELETE' },
}
