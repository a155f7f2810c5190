import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../requests/body.ts'
import { type Refusal, answerOf } from '../requests/refuse.ts'
import { isSecret } from '../../db/tokens/secret.ts'
import type { Gate } from './gate.ts'
import type { signOutWith } from './oidc/signin.ts'
import { secretIn } from './bearer.ts'
import { cookieToSet, forgottenCookies, sessionPath, tokenCookie } from './cookies.ts'

/** A token that does not expire is asked for again after this. */
const mostSeconds = 30 * 24 * 60 * 60

/** How browsers may sign in. */
export interface SignIns {
  readonly tokens: boolean
  /** By an issuer: its name, and where that begins. */
  readonly oidc: { readonly name: string; readonly path: string } | null
}

interface Signing {
  readonly viewerIn: Gate['viewerIn']
  readonly signIns: SignIns
  readonly signOut?: ReturnType<typeof signOutWith>
}

/**
 * `POST /session` has the browser keep the token that the request is sent with, where no script can read it, and other
 * sites cannot have it sent. `DELETE /session` has it forgotten, and answers where one signs out of the issuer, if that is
 * anywhere. `GET /session` tells how one may sign in.
 */
export const useSession = ({ viewerIn, signIns, signOut }: Signing): Plugin<object, FromSocket> => ({
  // Nothing waits for a promise at other paths.
  onRequest({ request, url, serverContext, fetchAPI, endResponse }) {
    if (url.pathname !== sessionPath) return undefined
    const cookies = request.headers.get('cookie')
    const keep = (value: string, seconds: number, signOutAt?: string) => {
      const headers = new fetchAPI.Headers()
      headers.append('set-cookie', cookieToSet(tokenCookie, value, { seconds }, serverContext))
      for (const one of forgottenCookies(cookies, serverContext, tokenCookie))
        headers.append('set-cookie', one)
      if (signOutAt === undefined) return endResponse(new fetchAPI.Response(null, { status: 204, headers }))
      endResponse(fetchAPI.Response.json({ signOutAt }, { headers }))
    }
    const forget = async () => keep('', 0, await signOut?.({ request, url, from: serverContext }))
    const refuse = (refusal: Refusal) => {
      const { body, ...init } = answerOf(refusal)
      endResponse(new fetchAPI.Response(body, init))
    }
    if (request.method === 'GET') return endResponse(fetchAPI.Response.json(signIns))
    if (request.method === 'DELETE') return forget()
    if (request.method !== 'POST') return refuse(notPosted)
    const secret = secretIn(request.headers.get('authorization'))
    // Without authentication, nobody has looked at it.
    if (secret === undefined || !isSecret(secret)) return refuse(noToken)
    const expiresAt = viewerIn(serverContext)?.expiresAt ?? Infinity
    return keep(secret, Math.floor(Math.min(mostSeconds, (expiresAt - Date.now()) / 1000)))
  },
})

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
  message: 'POST begins a session, DELETE ends it, and GET tells how one may sign in.',
  headers: { allow: 'GET, POST, DELETE' },
}
