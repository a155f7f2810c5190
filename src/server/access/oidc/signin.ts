import type { Plugin } from 'graphql-yoga'
import type { FromSocket } from '../../requests/body.ts'
import { publicUrl } from '../../requests/forwarded.ts'
import { type Refusal, answerOf } from '../../requests/refuse.ts'
import { cookieIn, cookieToSet, forgottenCookies, sessionCookie, sessionPath } from '../cookies.ts'
import { type CodeFlow, journeySeconds } from './codeflow.ts'
import { issuerAway, notGet, signInRefusals } from './refusals.ts'

/** Where a browser begins to sign in with the issuer, and where the issuer sends it back to. */
export const signInPath = `${sessionPath}/oidc`
const callbackPath = `${signInPath}/callback`

/** What a browser keeps while its user is with the issuer. The issuer's page leads back, so it is not Strict. */
const journeyCookie = 'execgraph_signin'
const ofJourney = { path: signInPath, sameSite: 'Lax' } as const

interface Answered {
  readonly location: string
  readonly cookies: readonly string[]
}

/**
 * `GET /session/oidc?return=/runs` has the browser sign in with the issuer, and brings it back to that address. With
 * `prompt=none` it is brought back without a session, instead of being asked anything, if the issuer does not know it.
 */
export const useSignIn = (flow: CodeFlow | undefined): Plugin<object, FromSocket> => ({
  async onRequest({ request, url, serverContext, fetchAPI, endResponse }) {
    if (!flow || (url.pathname !== signInPath && url.pathname !== callbackPath)) return
    const answer = await answerTo(flow, { request, url, from: serverContext })
    const headers = new fetchAPI.Headers({ 'cache-control': 'no-store' })
    if ('location' in answer) {
      headers.set('location', answer.location)
      for (const one of answer.cookies) headers.append('set-cookie', one)
      return endResponse(new fetchAPI.Response(null, { status: 303, headers }))
    }
    const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false
    const { status, body, headers: given } = answerOf(answer)
    for (const [name, value] of Object.entries(given)) headers.set(name, value)
    if (wantsPage) headers.set('content-type', 'text/html; charset=utf-8')
    endResponse(new fetchAPI.Response(wantsPage ? pageOf(answer) : body, { status, headers }))
  },
})

export interface Asked {
  readonly request: Request
  readonly url: URL
  readonly from: FromSocket
}

async function answerTo(flow: CodeFlow, { request, url, from }: Asked): Promise<Answered | Refusal> {
  if (request.method !== 'GET') return notGet
  const cookies = request.headers.get('cookie')
  if (url.pathname === signInPath) {
    const returnTo = returnAddress(url.searchParams)
    const isSilent = url.searchParams.get('prompt') === 'none'
    // The issuer sends nobody to an address that it was not told of before.
    const begun = await flow.begin({ callback: publicUrl(callbackPath, url, from), returnTo, isSilent })
    if (!begun) return isSilent ? { location: returnTo, cookies: [] } : issuerAway
    const kept = cookieToSet(journeyCookie, begun.kept, { seconds: journeySeconds, ...ofJourney }, from)
    return { location: begun.location, cookies: [kept] }
  }
  const ended = await flow.end(url.searchParams, cookieIn(cookies, journeyCookie))
  if (typeof ended === 'string') return signInRefusals[ended]
  const { session, seconds, returnTo } = ended
  return {
    location: returnTo,
    cookies: [
      ...(session === undefined ? [] : [cookieToSet(sessionCookie, session, { seconds }, from)]),
      cookieToSet(journeyCookie, '', { seconds: 0, ...ofJourney }, from),
      ...forgottenCookies(cookies, from, sessionCookie),
    ],
  }
}

/** Where a browser that has signed in goes on to sign out of the issuer, too: it would be let in again at once otherwise. */
export const signOutWith =
  (flow: CodeFlow | undefined) =>
  async ({ request, url, from }: Asked): Promise<string | undefined> =>
    cookieIn(request.headers.get('cookie'), sessionCookie) === undefined
      ? undefined
      : flow?.leave(publicUrl('/', url, from))

const here = 'http://here.invalid'
const longestReturn = 1_000

/** Only an address of this server: without a host, however it is written. */
function returnAddress(query: URLSearchParams): string {
  const given = query.get('return') ?? '/'
  const parsed = given.length <= longestReturn && given.startsWith('/') ? URL.parse(given, here) : null
  if (parsed?.origin !== here || parsed.pathname.startsWith('//')) return '/'
  return `${parsed.pathname}${parsed.search}${parsed.hash}`
}

const pageOf = ({ message }: Refusal) => `<!doctype html>
<html lang="en">
  <title>Not signed in</title>
  <h1>Not signed in</h1>
  <p>${message}</p>
  <p><a href="/">Back to the dashboard</a></p>
</html>
`
