import { useNow } from '../data/clock.ts'
import { duration } from '../format/durations.ts'
import { count } from '../format/numbers.ts'
import { Ticking } from '../ui/ticking.tsx'
import { silentMs, silentOf } from './kinds.ts'
import type { QueueStateFragment } from './queue.gen.ts'
import styles from './queue.module.css'
import table from '../ui/table.module.css'

/** Who claims. A worker that has not claimed for a while is grey. */
export function Workers({ workers }: { workers: QueueStateFragment['workers'] }) {
  const now = useNow(5_000)
  const silent = silentOf(workers, now)
  return (
    <section aria-label="Workers">
      <h2 className={styles['title']}>
        Workers{' '}
        <span className="muted">
          {count(workers.length)}
          {silent.length > 0 &&
            `, and ${count(silent.length)} of them not heard of for ${duration(silentMs)}`}
        </span>
      </h2>
      <div className={`${table['table']} ${styles['workers']}`} role="table" aria-label="Workers">
        <div className={table['head']} role="row">
          <span role="columnheader">Worker</span>
          <span role="columnheader">Takes</span>
          <span role="columnheader" className="number">
            Last heard
          </span>
        </div>
        {workers.map((worker) => (
          <div key={worker.id} className={table['row']} role="row" data-silent={silent.includes(worker)}>
            <span role="cell" className="mono cut" data-tip={worker.id}>
              {worker.id}
            </span>
            <span role="cell" className="mono muted cut" data-tip={worker.kinds.join(', ')}>
              {worker.kinds.join(', ')}
            </span>
            <span role="cell" className="number">
              <Ticking text={(time) => heardText(Date.parse(worker.seenAt), time)} />
            </span>
          </div>
        ))}
        {workers.length === 0 && <p className={table['more']}>No worker has claimed in the last hour.</p>}
      </div>
    </section>
  )
}

/** The time of a claim is known to within ten seconds. */
const heardText = (seenAt: number, now: number) =>
  now - seenAt < 10_000 ? 'just now' : `${duration(Math.floor((now - seenAt) / 1_000) * 1_000)} ago`
