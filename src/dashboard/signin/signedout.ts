import { createSignal } from '../data/signal.ts'

/** Whether the server answers only with a token, and has none of this browser. */
export const signedOut = createSignal(false)

const path = '/session'
const mark = 'execgraph.signedIn'
const byIssuer = 'issuer'

/** How one may sign in. */
interface SignIns {
  readonly tokens: boolean
  /** By an issuer: its name, and where that begins. */
  readonly oidc: { readonly name: string; readonly path: string } | null
}

/** What a server that does not say takes. */
const usual: SignIns = { tokens: true, oidc: null }

export async function signIns(): Promise<SignIns> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' } })
    return response.ok ? ((await response.json()) as SignIns) : usual
  } catch {
    return usual
  }
}

/** The address where a sign-in with the issuer begins, which ends on the page where one is. */
export const issuerAddress = (start: string) =>
  `${start}?return=${encodeURIComponent(location.pathname + location.search + location.hash)}`

const triedAt = 'execgraph.triedAt'
/** Whoever is back within this time was not signed in. */
const triedMs = 30_000

/**
 * Signs in again with an issuer that still knows who signed in before: a session ended, and nobody has to be asked.
 * Returns whether the page goes there.
 */
export function signInAgain(start: string): boolean {
  try {
    if (localStorage.getItem(mark) !== byIssuer) return false
    if (Date.now() - Number(sessionStorage.getItem(triedAt)) < triedMs) {
      remember(false)
      return false
    }
    sessionStorage.setItem(triedAt, String(Date.now()))
  } catch {
    return false
  }
  location.assign(`${issuerAddress(start)}&prompt=none`)
  return true
}

/** Has the browser keep a token. Answers why it is not taken. */
export async function signIn(token: string): Promise<string | undefined> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    if (response.ok) {
      remember('token')
      return undefined
    }
    const { errors } = (await response.json()) as { errors?: readonly { message: string }[] }
    return errors?.[0]?.message ?? `The server answered with status ${response.status}.`
  } catch {
    return 'The server does not answer.'
  }
}

export async function signOut(): Promise<void> {
  const signOutAt = await forget()
  remember(false)
  if (signOutAt === undefined) location.reload()
  else location.assign(signOutAt)
}

/** Has the browser forget what it keeps. Answers where one signs out of the issuer, if one signed in with it. */
async function forget(): Promise<string | undefined> {
  try {
    const response = await fetch(path, { method: 'DELETE' })
    if (response.status !== 200) return undefined
    return ((await response.json()) as { signOutAt: string }).signOutAt
  } catch {
    return undefined
  }
}

/** Whether there is something to sign out of. The token itself is where no script can read it. */
export function isSignedIn(): boolean {
  try {
    return localStorage.getItem(mark) !== null
  } catch {
    return false
  }
}

/** Notes that there may be something to sign out of, and how one signed in. */
export function remember(how: 'token' | typeof byIssuer | false) {
  try {
    if (how) localStorage.setItem(mark, how)
    else localStorage.removeItem(mark)
  } catch {
    // Where nothing can be kept, signing out is by the browser's own means.
  }
}
