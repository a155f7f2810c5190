import { useEffect, useRef, useState } from 'react'
import { onSecond } from '../data/clock.ts'
import { liveState } from '../data/live.ts'
import { useSignal } from '../data/signal.ts'
import { duration } from '../format/durations.ts'
import { timeOfDay } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import states from '../ui/states.module.css'

/** After so long without a stream the list says that it stands still. */
const staleMs = 15_000

/** Says that the stream is lost and since when, and reads the list once if it is told to. */
export function Stale({ onNow }: { onNow: () => void }) {
  const { phase, since } = useSignal(liveState)
  /** Each try to connect is a state of its own. */
  const lostAt = useRef<number>(undefined)
  const { zone } = useSignal(settings)
  const [, setSecond] = useState(0)
  const isLost = phase === 'waiting' || phase === 'connecting'
  useEffect(() => (isLost ? onSecond(() => setSecond((second) => second + 1)) : undefined), [isLost])
  lostAt.current = isLost ? (lostAt.current ?? since) : undefined
  const age = Date.now() - (lostAt.current ?? Date.now())
  if (lostAt.current === undefined || age < staleMs) return null
  return (
    <p className={states['stale']} role="status">
      Data of {timeOfDay(lostAt.current, zone)}, {duration(Math.floor(age / 1_000) * 1_000)} old. Nothing here
      moves until the server answers.{' '}
      <button type="button" onClick={onNow}>
        Now
      </button>
    </p>
  )
}
