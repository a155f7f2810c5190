import { useEffect, useState } from 'react'
import { onSecond } from '../data/clock.ts'
import { lostSince } from '../data/live.ts'
import { useSignal } from '../data/signal.ts'
import { duration } from '../format/durations.ts'
import { timeOfDay } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import states from '../ui/states.module.css'

/** After so long without a stream the list says that it stands still. */
const staleMs = 15_000

/** Says that the stream is lost and since when, and reads the list once if it is told to. */
export function Stale({ onNow }: { onNow: () => void }) {
  const lost = useSignal(lostSince)
  const { zone } = useSignal(settings)
  const [, setSecond] = useState(0)
  const isLost = lost !== undefined
  useEffect(() => (isLost ? onSecond(() => setSecond((second) => second + 1)) : undefined), [isLost])
  const age = isLost ? Date.now() - lost : 0
  if (!isLost || age < staleMs) return null
  return (
    <p className={states['stale']}>
      <span role="status">Data of {timeOfDay(lost, zone)}</span>, {duration(Math.floor(age / 1_000) * 1_000)}{' '}
      old. Nothing here moves until the server answers.{' '}
      <button type="button" onClick={onNow}>
        Now
      </button>
    </p>
  )
}
