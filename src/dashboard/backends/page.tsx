import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useAway } from '../data/away.ts'
import { useAsk } from '../data/ask.ts'
import { useKept } from '../data/kept.ts'
import { count } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { BackendsPageDocument, type BackendsPageQuery } from './backends.gen.ts'
import { BackendCard } from './card.tsx'
import { type Down, downAfter } from './seen.ts'
import styles from './backends.module.css'

const renewMs = 4_000

/** The stores, each with whether it answers. */
export function BackendsPage() {
  const answer = useAsk(BackendsPageDocument, {}, { everyMs: renewMs })
  const backends = useKept(answer.data)?.backends
  const down = useDown(answer.data?.backends)
  useAway([...down.keys()])
  return (
    <Page
      title="Backends"
      renewMs={renewMs}
      fact={
        backends && (down.size === 0 ? 'all answer' : `${count(down.size)} of ${count(backends.length)} down`)
      }
      tab={down.size > 0 ? `${down.size} down · Backends` : 'Backends'}
      worst={down.size > 0 ? 'FAILED' : undefined}
    >
      {backends ? (
        <>
          {answer.error && (
            <p className={styles['old']} role="status">
              The server does not answer: what is shown may be old.
            </p>
          )}
          <p className={styles['audit']}>
            <Link to="/audit">Audit: who changed what</Link>
          </p>
          <ul className={styles['cards']}>
            {backends.map((backend) => (
              <li key={backend.name}>
                <BackendCard backend={backend} down={down.get(backend.name)} again={answer.again} />
              </li>
            ))}
          </ul>
        </>
      ) : answer.error ? (
        <Failed error={answer.error} again={answer.again} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

/** Since when those that do not answer have not, as this page has seen it. */
function useDown(backends: BackendsPageQuery['backends'] | undefined): ReadonlyMap<string, Down> {
  const [down, setDown] = useState<ReadonlyMap<string, Down>>(new Map())
  const isFirst = useRef(true)
  useEffect(() => {
    if (!backends) return
    const look = { at: Date.now(), isFirst: isFirst.current }
    setDown((known) => downAfter(known, backends, look))
    isFirst.current = false
  }, [backends])
  return down
}
