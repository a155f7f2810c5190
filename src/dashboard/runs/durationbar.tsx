import type { CSSProperties } from 'react'
import { now } from '../data/clock.ts'
import { duration, running } from '../format/durations.ts'
import { exactly, times } from '../format/numbers.ts'
import { Ticking } from '../ui/ticking.tsx'
import styles from './row.module.css'

/** The median stands at a third of the bar, so that three times as long fits. */
const width = 60
const median = 20
/** From here on a run is told to be slower than usual, and from the second much slower. */
const [slow, verySlow] = [1.5, 3]

interface Timed {
  readonly status: string
  readonly startedAt: string | null
  readonly durationMs: number | null
  readonly usual: { readonly p50Ms: number } | null
}

/** How long, beside how long such runs usually take. */
export function DurationCell({ run }: { run: Timed }) {
  const { durationMs, startedAt, status, usual } = run
  const isRunning = status === 'RUNNING' && startedAt !== null
  const ms = isRunning ? now() - Date.parse(startedAt) : durationMs
  const ratio = ms !== null && usual && usual.p50Ms > 0 ? ms / usual.p50Ms : undefined
  return (
    <span className={styles['duration']}>
      {ratio !== undefined && ratio >= slow && (
        <span className={styles['factor']} data-very={ratio >= verySlow}>
          {times(ratio)}
        </span>
      )}
      {isRunning ? (
        <Ticking text={(time) => running(time - Date.parse(startedAt))} />
      ) : (
        <span
          {...(ms !== null && {
            'data-tip': `${exactly(ms)} ms${ms < 0 ? ', clocks disagree' : ''}`,
          })}
        >
          {ms === null ? '–' : duration(ms)}
        </span>
      )}
      <span
        className={styles['track']}
        data-empty={ms === null}
        aria-hidden="true"
        {...(ratio !== undefined && {
          'data-state': isRunning ? 'running' : ratio >= verySlow ? 'long' : 'done',
          'style': { '--filled': `${Math.max(1, Math.min(width, ratio * median))}px` } as CSSProperties,
        })}
      />
    </span>
  )
}
