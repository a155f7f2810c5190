import { duration, running } from '../format/durations.ts'
import { count, times } from '../format/numbers.ts'
import { now } from '../data/clock.ts'
import { Ticking } from '../ui/ticking.tsx'
import type { RunRowFragment } from './list.gen.ts'
import styles from './runs.module.css'

type Timed = Pick<RunRowFragment, 'status' | 'startedAt' | 'durationMs' | 'usual'>

/** From so many times the usual duration on it is said, and from there on it stands out. */
const [saidFrom, loudFrom] = [1.5, 3]
/** The bar is 60 wide, and the usual duration a tick at 20. */
const [barWidth, tickAt] = [60, 20]

/** A duration, and beside it how it is to the usual one. */
export function DurationCell({ run }: { run: Timed }) {
  const { usual } = run
  const ms = msOf(run, now())
  const ratio = usual && ms !== undefined && usual.p50Ms > 0 ? ms / usual.p50Ms : undefined
  const isRunning = run.status === 'RUNNING' && Boolean(run.startedAt)
  return (
    <div role="gridcell" className={styles['duration']} data-tip={tipOf(ms, usual)}>
      {ratio !== undefined && ratio >= saidFrom && (
        <span className={styles['factor']} data-loud={ratio >= loudFrom}>
          {times(ratio)}
        </span>
      )}
      {isRunning ? (
        <Ticking text={(time) => running(time - Date.parse(run.startedAt!))} />
      ) : (
        <span>{ms === undefined ? '–' : duration(ms)}</span>
      )}
      <span
        className={styles['track']}
        aria-hidden="true"
        data-running={isRunning}
        data-slow={(ratio ?? 0) >= loudFrom}
      >
        {ratio !== undefined && (
          <>
            <span style={{ width: Math.min(barWidth, Math.max(1, ratio * tickAt)) }} />
            <i />
          </>
        )}
      </span>
    </div>
  )
}

function msOf({ status, startedAt, durationMs }: Timed, time: number): number | undefined {
  if (status === 'RUNNING' && startedAt) return Math.max(0, time - Date.parse(startedAt))
  return durationMs ?? undefined
}

function tipOf(ms: number | undefined, usual: Timed['usual']): string | undefined {
  const own = ms === undefined ? [] : [`${count(Math.round(ms))} ms${ms < 0 ? ', clocks disagree' : ''}`]
  return [...own, ...(usual ? [`usually ${duration(usual.p50Ms)}`] : [])].join('\n') || undefined
}
