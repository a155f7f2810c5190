import { isSecret } from '../../db/tokens/secret.ts'
import { cookieIn, sessionCookie, tokenCookie } from './cookies.ts'

/** What a request shows of who sends it. */
export interface Shown {
  readonly how: 'token' | 'jwt' | 'session'
  readonly text: string
}

/** The token in an Authorization header. */
export const secretIn = (credentials: string | null | undefined): string | undefined =>
  /^Bearer +([^ ]+) *$/i.exec(credentials ?? '')?.[1]

/** What is in an Authorization header, or else in the cookies of a browser that has signed in. */
export function shownIn(credentials: string | undefined, cookies: string | undefined): Shown | undefined {
  if (credentials !== undefined) {
    const text = secretIn(credentials)
    return text === undefined ? undefined : { how: isSecret(text) ? 'token' : 'jwt', text }
  }
  const token = cookieIn(cookies, tokenCookie)
  if (token !== undefined && isSecret(token)) return { how: 'token', text: token }
  const session = cookieIn(cookies, sessionCookie)
  return session === undefined || session === '' ? undefined : { how: 'session', text: session }
}
