import { type SyntheticEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { signIn } from './signedout.ts'
import styles from './signin.module.css'

/** Asks for a token. */
export function SignIn() {
  const [token, setToken] = useState('')
  const [why, setWhy] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = async (event: SyntheticEvent) => {
    event.preventDefault()
    setBusy(true)
    const refusal = await signIn(token.trim())
    setBusy(false)
    setWhy(refusal)
    if (refusal === undefined) location.reload()
  }
  return (
    <main id="main" className={styles['signin']}>
      <form className={styles['form']} onSubmit={(event) => void send(event)}>
        <h1>Sign in</h1>
        <p>
          This server answers only with a token. Whoever runs it makes one with{' '}
          <code>execgraph token create</code>.
        </p>
        <label htmlFor="token">Token</label>
        <input
          id="token"
          name="token"
          type="password"
          autoComplete="current-password"
          placeholder="egt_…"
          required
          value={token}
          aria-describedby={why === undefined ? undefined : 'why'}
          onChange={({ target }) => setToken(target.value)}
        />
        {why !== undefined && (
          <p id="why" role="alert" className={styles['why']}>
            {why}
          </p>
        )}
        <Button type="submit" look="filled" disabled={isBusy}>
          Sign in
        </Button>
      </form>
    </main>
  )
}
