import { useRef } from 'react'
import { clock } from '../format/durations.ts'
import { Ticking } from '../ui/ticking.tsx'
import { type Judged, isTicking, leftMs, reasonText } from './reasons.ts'
import { now } from '../data/clock.ts'
import styles from './reason.module.css'

/** Why a status is what it is, in words that follow the clock. What is silent has the time that is left in colour. */
export function Reason({ of }: { of: Judged }) {
  const latest = useRef(of)
  latest.current = of
  if (!isTicking(of)) return <span className={styles['reason']}>{reasonText(of, now())}</span>
  const words = (time: number) => {
    const left = leftMs(latest.current, time)
    const whole = reasonText(latest.current, time)
    return left === undefined ? whole : whole.slice(0, whole.length - clock(left).length)
  }
  const left = (time: number) => {
    const ms = leftMs(latest.current, time)
    return ms === undefined ? '' : clock(ms)
  }
  return (
    <span className={styles['reason']}>
      <Ticking text={words} />
      <Ticking text={left} className={styles['left']} />
    </span>
  )
}
