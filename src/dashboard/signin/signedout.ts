import { createSignal } from '../data/signal.ts'

/** Whether the server answers only with a token, and has none of this browser. */
export const signedOut = createSignal(false)

const path = '/session'
const mark = 'execgraph.signedIn'

/** Has the browser keep a token. Answers why it is not taken. */
export async function signIn(token: string): Promise<string | undefined> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    if (response.ok) {
      remember(true)
      return undefined
    }
    const { errors } = (await response.json()) as { errors?: readonly { message: string }[] }
    return errors?.[0]?.message ?? `The server answered with status ${response.status}.`
  } catch {
    return 'The server does not answer.'
  }
}

export async function signOut(): Promise<void> {
  await fetch(path, { method: 'DELETE' }).catch(() => {})
  remember(false)
  location.reload()
}

/** Whether there is something to sign out of. The token itself is where no script can read it. */
export function isSignedIn(): boolean {
  try {
    return localStorage.getItem(mark) !== null
  } catch {
    return false
  }
}

function remember(isIn: boolean) {
  try {
    if (isIn) localStorage.setItem(mark, '1')
    else localStorage.removeItem(mark)
  } catch {
    // Where nothing can be kept, signing out is by the browser's own means.
  }
}
