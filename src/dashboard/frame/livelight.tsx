import { useEffect, useState } from 'react'
import type { LiveState } from '../../client/live/state.ts'
import { onSecond } from '../data/clock.ts'
import { liveState } from '../data/live.ts'
import { useSignal } from '../data/signal.ts'
import { settings } from './settings.ts'
import { timeOfDay } from '../format/times.ts'
import { showLost } from './favicon.ts'
import styles from './frame.module.css'

/** After so long without a stream, what the page shows is called old. */
const staleMs = 15_000

const isLost = ({ phase }: LiveState) => phase === 'waiting'

/** Whether what the page shows follows the server, and if not, since when and what is done about it. */
export function LiveLight() {
  const state = useSignal(liveState)
  const { zone } = useSignal(settings)
  const [, setSecond] = useState(0)
  const lost = isLost(state)
  useEffect(() => showLost(lost), [lost])
  useEffect(() => (lost ? onSecond(() => setSecond((second) => second + 1)) : undefined), [lost])
  useEffect(() => {
    const { dataset } = document.documentElement
    const timer = lost ? setTimeout(() => (dataset['stale'] = ''), staleMs) : undefined
    if (!lost) delete dataset['stale']
    return () => clearTimeout(timer)
  }, [lost])
  const seconds = Math.max(0, Math.ceil(((state.retryAt ?? 0) - Date.now()) / 1_000))
  const words: Record<LiveState['phase'], string> = {
    idle: 'Not live',
    connecting: 'Connecting',
    open: 'Live',
    waiting: `Reconnecting in ${seconds} s · data of ${timeOfDay(state.since, zone)}`,
  }
  return (
    <span className={styles['light']} data-phase={state.phase} role="status">
      {words[state.phase]}
    </span>
  )
}
