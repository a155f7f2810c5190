import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import { examplesFor } from './examples.ts'
import styles from './start.module.css'

const names = { curl: 'curl', typescript: 'TypeScript', demo: 'Demo data' } as const
type Name = keyof typeof names

/** For a store in which nothing is: how the first record gets there. The list follows by itself. */
export function Start({ hasExecutions }: { hasExecutions: boolean }) {
  const [shown, setShown] = useState<Name>('curl')
  const text = examplesFor(location.origin)[shown]
  return (
    <div className={styles['start']}>
      <h2>{hasExecutions ? 'No run is recorded yet' : 'Record the first execution'}</h2>
      <p className="muted">
        {hasExecutions ? (
          <>
            There are <Link to="/executions">executions</Link> that belong to no run. With a{' '}
            <code>runNumber</code> they make one.
          </>
        ) : (
          'It appears here by itself.'
        )}
      </p>
      <div className={styles['tabs']}>
        <div role="tablist" aria-label="Ways to record">
          {(Object.keys(names) as Name[]).map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`start-${name}`}
              aria-selected={name === shown}
              aria-controls="start-example"
              tabIndex={name === shown ? 0 : -1}
              onClick={() => setShown(name)}
              onKeyDown={(event) => moveTo(event, setShown)}
            >
              {names[name]}
            </button>
          ))}
        </div>
        <Button look="plain" icon="copy" onClick={() => void copy(text, 'Example')}>
          Copy
        </Button>
      </div>
      <div role="tabpanel" id="start-example" aria-labelledby={`start-${shown}`}>
        {shown === 'demo' && (
          <p className="muted">
            End the server and start it with a month of made-up history, which goes on while you look:
          </p>
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls. */}
        <pre tabIndex={0}>{text}</pre>
      </div>
      <p className={styles['foot']}>
        {shown !== 'demo' && (
          <Button look="filled" onClick={() => setShown('demo')}>
            Use demo data
          </Button>
        )}
        <span className={styles['listens']}>This page listens.</span>
      </p>
    </div>
  )
}

function moveTo(event: React.KeyboardEvent, show: (name: Name) => void) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step === undefined) return
  const tabs = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])]
  const next = (tabs.indexOf(event.currentTarget as HTMLElement) + step + tabs.length) % tabs.length
  show((Object.keys(names) as Name[])[next]!)
  tabs[next]?.focus()
  event.preventDefault()
}
