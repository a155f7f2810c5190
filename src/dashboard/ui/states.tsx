import { type ReactNode, useEffect, useState } from 'react'
import { useAway } from '../data/away.ts'
import { awayIn, codeOf, requestIdOf } from '../data/codeof.ts'
import { now } from '../data/clock.ts'
import { isStopped, stopReads } from '../data/underway.ts'
import { running } from '../format/durations.ts'
import { Button } from './button.tsx'
import { Ticking } from './ticking.tsx'
import styles from './states.module.css'

/** From then on it is said what is waited for, and that one need not wait. */
const slowMs = 2_000

/** Nothing for a moment, then rows as high as the true ones, so that nothing jumps, then words and a way out. */
export function Loading({ rows = 12, what = 'the backends' }: { rows?: number; what?: string }) {
  const [stage, setStage] = useState<'nothing' | 'rows' | 'words'>('nothing')
  useEffect(() => {
    const timers = [setTimeout(() => setStage('rows'), 150), setTimeout(() => setStage('words'), slowMs)]
    return () => timers.forEach(clearTimeout)
  }, [])
  if (stage === 'nothing') return <div className={styles['loading']} aria-busy="true" />
  return (
    <div className={styles['loading']} aria-busy="true">
      {stage === 'words' ? (
        <Slow what={what} />
      ) : (
        <span className="hidden-text" role="status">
          Loading
        </span>
      )}
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles['bone']} style={{ width: `${40 + ((index * 37) % 50)}%` }} />
      ))}
    </div>
  )
}

function Slow({ what }: { what: string }) {
  const [begunAt] = useState(() => now() - slowMs)
  return (
    <p className={styles['words']}>
      <span>
        <span role="status">Still reading {what}</span> (
        <Ticking text={(time) => running(time - begunAt)} />) …
      </span>
      <Button icon="close" onClick={() => stopReads(slowMs / 2)}>
        Cancel
      </Button>
    </p>
  )
}

/** Nothing is there, and why. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles['state']}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Something failed: what, where, and what to do. It never looks like an empty list. */
export function Failed(props: { error: Error; again?: () => void; children?: ReactNode }) {
  const { error, again, children } = props
  const code = codeOf(error)
  useAway(awayIn(error))
  if (isStopped(error))
    return (
      <div className={styles['state']} role="status">
        <h2>Reading was stopped</h2>
        <p>Nothing more is asked for this until you say so.</p>
        {again && (
          <Button icon="retry" onClick={again}>
            Read it
          </Button>
        )}
      </div>
    )
  return (
    <div className={styles['state']} role="alert" data-kind="error">
      <h2>{titleOf(code)}</h2>
      <p>{error.message}</p>
      {code === 'INTERNAL_SERVER_ERROR' && <Logged id={requestIdOf(error)} />}
      {children}
      {again && (
        <Button icon="retry" onClick={again}>
          Try again
        </Button>
      )}
    </div>
  )
}

/** By what the server's log knows it. */
const Logged = ({ id }: { id: string | undefined }) =>
  id === undefined ? null : (
    <p>
      The server’s log has it by the request’s id: <code>{id}</code>
    </p>
  )

function titleOf(code: string | undefined): string {
  const titles: Readonly<Record<string, string>> = {
    BACKEND_UNAVAILABLE: 'A backend does not answer',
    QUERY_TOO_EXPENSIVE: 'That asks for too much at once',
    RATE_LIMITED: 'Too many requests at once',
    BAD_USER_INPUT: 'The address of this page asks for something that does not exist',
    NOT_FOUND: 'There is no such thing',
  }
  if (code === undefined) return 'The server does not answer'
  return titles[code] ?? 'The server could not answer'
}

/** A line above what is only read now and then. */
export const Untold = ({ why }: { why: string }) => (
  <p className={styles['partial']} role="status">
    Changes are not told: {why}
  </p>
)

/** A line above what stays though it could not be read again. */
export function Old({ error, again }: { error: Error; again?: () => void }) {
  useAway(awayIn(error))
  return (
    <p className={styles['partial']} role="status">
      What is shown may be old: {error.message}{' '}
      {again && (
        <button type="button" onClick={again}>
          Try now
        </button>
      )}
    </p>
  )
}

/** A line where a part of what is shown could not be read. */
export function Unread({ what, error, again }: { what: string; error: Error; again: () => void }) {
  useAway(awayIn(error))
  return (
    <p className={styles['partial']} role="status">
      {what} could not be read: {error.message}{' '}
      <button type="button" onClick={again}>
        Try now
      </button>
    </p>
  )
}

/** A line above a list that lacks what some backends have. */
export function Partial({ names, again }: { names: readonly string[]; again?: () => void }) {
  useAway(names)
  if (names.length === 0) return null
  return (
    <p className={styles['partial']} role="status">
      {names.join(', ')} {names.length === 1 ? 'does' : 'do'} not answer: what{' '}
      {names.length === 1 ? 'it has' : 'they have'} is missing here.{' '}
      {again && (
        <button type="button" onClick={again}>
          Try now
        </button>
      )}
    </p>
  )
}
