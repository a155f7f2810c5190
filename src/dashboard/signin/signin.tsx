import { type SyntheticEvent, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { issuerAddress, remember, signIn, signInAgain, signIns } from './signedout.ts'
import styles from './signin.module.css'

/** Asks who looks: by an issuer, if the server knows one, or by a token. */
export function SignIn() {
  const [known, setKnown] = useState<Awaited<ReturnType<typeof signIns>>>()
  useEffect(() => {
    const look = async () => {
      const ways = await signIns()
      if (!ways.oidc || !signInAgain(ways.oidc.path)) setKnown(ways)
    }
    void look()
  }, [])
  if (!known) return null
  const { tokens, oidc } = known
  return (
    <main id="main" className={styles['signin']}>
      <div className={styles['ways']}>
        <h1>Sign in</h1>
        {oidc && (
          <a className={styles['issuer']} href={issuerAddress(oidc.path)} onClick={() => remember('issuer')}>
            Sign in with {oidc.name}
          </a>
        )}
        {oidc && tokens && <p>Or by a token of this server:</p>}
        {tokens && <TokenForm isOnly={!oidc} />}
      </div>
    </main>
  )
}

function TokenForm({ isOnly }: { isOnly: boolean }) {
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
    <form className={styles['form']} onSubmit={(event) => void send(event)}>
      {isOnly && (
        <p>
          This server answers only with a token. Whoever runs it makes one with{' '}
          <code>execgraph token create</code>.
        </p>
      )}
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
      <Button type="submit" look={isOnly ? 'filled' : 'outlined'} disabled={isBusy}>
        Sign in
      </Button>
    </form>
  )
}
