import type { FromSocket } from '../requests/body.ts'
import { schemeOf } from '../requests/forwarded.ts'

/** Where a browser is given a token to keep, and in what. */
export const sessionPath = '/session'
export const tokenCookie = 'execgraph_token'
/** What it keeps of a sign-in with the issuer. */
export const sessionCookie = 'execgraph_session'

export function cookieIn(cookies: string | null | undefined, name: string): string | undefined {
  const found = cookies
    ?.split(';')
    .map((one) => one.trim().split('='))
    .find(([one]) => one === name)
  return found?.[1]
}

interface Kept {
  readonly seconds: number
  readonly path?: string
  readonly sameSite?: 'Strict' | 'Lax'
}

/** Has a browser keep something where no script reads it. */
export function cookieToSet(
  name: string,
  value: string,
  { seconds, ...kept }: Kept,
  from: FromSocket,
): string {
  const { path = '/', sameSite = 'Strict' } = kept
  const secure = from.req && schemeOf(from.req) === 'https' ? '; Secure' : ''
  return `${name}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=${sameSite}${secure}`
}

/** Has a browser forget what it was given to keep, but for `except`. */
export const forgottenCookies = (cookies: string | null, from: FromSocket, except?: string): string[] =>
  [tokenCookie, sessionCookie]
    .filter((name) => name !== except && cookieIn(cookies, name) !== undefined)
    .map((name) => cookieToSet(name, '', { seconds: 0 }, from))
