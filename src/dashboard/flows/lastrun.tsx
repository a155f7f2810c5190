import { Link } from '@tanstack/react-router'
import { runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import type { FlowRunFragment } from './flows.gen.ts'
import styles from './flows.module.css'

/** The number of a run, and when it began. */
export function RunLink({ run }: { run: FlowRunFragment | null | undefined }) {
  const { zone } = useSignal(settings)
  if (!run) return <span className="faint">–</span>
  return (
    <span className={styles['run']}>
      <Link to={runAddress(run)}>{run.number}</Link>
      <span className="muted">{run.startedAt ? timeText(Date.parse(run.startedAt), now(), zone) : '–'}</span>
    </span>
  )
}
