import { duration } from '../format/durations.ts'
import { times } from '../format/numbers.ts'
import type { UsualFragment } from './why.gen.ts'
import styles from './why.module.css'

/** How long it usually takes, as a band from the median to the 95th percentile, with a mark for this one. */
export function UsualPart({ usual, durationMs }: { usual: UsualFragment; durationMs: number | null }) {
  const { p50Ms, p95Ms, count, ratio } = usual
  return (
    <div className={styles['block']}>
      <h3>Usual duration</h3>
      <div className={styles['figure']}>
        <span className="cut">{ratio === null ? 'unknown for this one' : <Ratio of={ratio} />}</span>
        <Band p50={p50Ms} p95={p95Ms} mark={durationMs} />
      </div>
      <p className="muted">
        median {duration(p50Ms)}, p95 {duration(p95Ms)}, over {count}
      </p>
    </div>
  )
}

function Ratio({ of }: { of: number }) {
  if (of >= 1.15)
    return (
      <>
        <b>{times(of)}</b> as long as usual
      </>
    )
  return of > 0.85 ? <>as long as usual</> : <>{Math.round(of * 100)} % of the usual</>
}

const bandPx = 120

function Band({ p50, p95, mark }: { p50: number; p95: number; mark: number | null }) {
  const most = Math.max(p95 * 1.1, mark ?? 0, 1)
  const x = (ms: number) => Math.min(1, Math.max(0, ms / most)) * (bandPx - 2)
  return (
    <svg
      width={bandPx}
      height="16"
      viewBox={`0 0 ${bandPx} 16`}
      className={styles['band']}
      aria-hidden="true"
    >
      <rect x="0" y="6" width={bandPx} height="3" className={styles['track']} />
      <rect x={x(p50)} y="4" width={Math.max(2, x(p95) - x(p50))} height="7" className={styles['usual']} />
      <rect x={x(p50)} y="1" width="2" height="13" className={styles['median']} />
      {mark !== null && <rect x={x(mark)} y="0" width="3" height="15" className={styles['mark']} />}
    </svg>
  )
}
