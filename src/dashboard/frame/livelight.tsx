import { useEffect, useState } from 'react'
import type { LiveState } from '../../client/live/state.ts'
import { away } from '../data/away.ts'
import { onSecond } from '../data/clock.ts'
import { liveState, lostSince } from '../data/live.ts'
import { useSignal } from '../data/signal.ts'
import { settings } from './settings.ts'
import { timeOfDay } from '../format/times.ts'
import { showLost } from './favicon.ts'
import styles from './frame.module.css'

/** After so long without a stream, what the page shows is called old. */
const staleMs = 15_000

const words: Record<Exclude<LiveState['phase'], 'idle'>, string> = {
  connecting: 'Connecting',
  open: 'Live',
  waiting: 'Reconnecting',
}

/**
 * Whether what the page shows follows the server, or a part of it, if a backend does not answer. If not, since when and what
 * is done about it. `renewMs`: how often a page asks that no stream tells anything. One that is as it is says nothing.
 */
export function LiveLight({ renewMs }: { renewMs: number | undefined }) {
  const { phase } = useSignal(liveState)
  const lost = useSignal(lostSince)
  const missing = useSignal(away)
  useStale(lost)
  const isPartly = phase === 'open' && missing.length > 0
  return (
    <span
      className={styles['light']}
      data-phase={isPartly ? 'partly' : phase}
      data-tip={
        isPartly ? `${missing.join(', ')} ${missing.length === 1 ? 'does' : 'do'} not answer` : undefined
      }
    >
      {phase === 'idle' ? (
        renewMs !== undefined && (
          <span>
            <span className={styles['updated']}>Updated </span>every {renewMs / 1_000} s
          </span>
        )
      ) : (
        <span role="status">{isPartly ? 'Partly live' : words[phase]}</span>
      )}
      {phase === 'waiting' && lost !== undefined && <Since lost={lost} />}
    </span>
  )
}

/** Counts, which nobody wants to hear each second. */
function Since({ lost }: { lost: number }) {
  const { retryAt = 0 } = useSignal(liveState)
  const { zone } = useSignal(settings)
  const [, setSecond] = useState(0)
  useEffect(() => onSecond(() => setSecond((second) => second + 1)), [])
  const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1_000))
  return (
    <span aria-hidden="true">
      in {seconds} s · data of {timeOfDay(lost, zone)}
    </span>
  )
}

function useStale(lost: number | undefined) {
  useEffect(() => {
    if (lost === undefined) return
    const { dataset } = document.documentElement
    const show = () => {
      dataset['stale'] = ''
      showLost(true)
    }
    const timer = setTimeout(show, lost + staleMs - Date.now())
    return () => {
      clearTimeout(timer)
      delete dataset['stale']
      showLost(false)
    }
  }, [lost])
}
