import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import { schemeOf } from '../requests/forwarded.ts'
import { type Refusal, answerOf } from '../requests/refuse.ts'
import { isSecret } from '../../db/tokens/secret.ts'
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
    const keep = (value: string, seconds: number) => {
      const secure = isEncrypted(serverContext) ? '; Secure' : ''
      const kept = `${cookie}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict${secure}`
      endResponse(new fetchAPI.Response(null, { status: 204, headers: { 'set-cookie': kept } }))
    }
    const refuse = (refusal: Refusal) => {
      const { body, ...init } = answerOf(refusal)
      endResponse(new fetchAPI.Response(body, init))
    }
    if (request.method === 'DELETE') return keep('', 0)
    if (request.method !== 'POST') return refuse(notPosted)
    const secret = secretIn(request.headers.get('authorization'))
    // Without authentication, nobody has looked at it.
    if (secret === undefined || !isSecret(secret)) return refuse(noToken)
    const expiresAt = viewerIn(serverContext)?.expiresAt ?? Infinity
    keep(secret, Math.floor(Math.min(mostSeconds, (expiresAt - Date.now()) / 1000)))
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
