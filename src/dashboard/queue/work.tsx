import { duration } from '../format/durations.ts'
import { count } from '../format/numbers.ts'
import type { QueueStateFragment } from './queue.gen.ts'
import styles from './queue.module.css'
import table from '../ui/table.module.css'

const words: Readonly<Record<string, string>> = {
  started: 'Executions started',
  claimed: 'Actions claimed',
  completed: 'Actions completed',
  refused: 'Completions refused',
  turnaround: 'From claim to completion',
  claim: 'Claiming',
  complete: 'Completing',
  fanIn: 'Joining branches',
  enqueue: 'Queueing',
  history: 'Writing the history',
}

const ms = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : duration(value))

/** What this server process has done for the queue, and how long that took. */
export function Work({ queue: { rates, latencies } }: { queue: QueueStateFragment }) {
  const measured = latencies.filter((one) => one.count > 0)
  return (
    <section aria-label="The work of this server">
      <h2 className={styles['title']}>
        This server <span className="muted">since it started</span>
      </h2>
      <div className={styles['work']}>
        <div className={`${table['table']} ${styles['rates']}`} role="table" aria-label="Rates">
          <div className={table['head']} role="row">
            <span role="columnheader">Done</span>
            <span role="columnheader" className="number">
              Last minute
            </span>
            <span role="columnheader" className="number">
              In all
            </span>
          </div>
          {rates.map(({ name, perSecond, total }) => (
            <div key={name} className={table['row']} role="row">
              <span role="cell" className="cut">
                {words[name] ?? name}
              </span>
              <span role="cell" className="number" data-zero={perSecond === 0}>
                {perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} /s
              </span>
              <span role="cell" className="number" data-zero={total === 0}>
                {count(total)}
              </span>
            </div>
          ))}
        </div>
        <div className={`${table['table']} ${styles['latencies']}`} role="table" aria-label="Latencies">
          <div className={table['head']} role="row">
            <span role="columnheader">Took</span>
            {['Median', '90 %', '99 %', 'Most'].map((head) => (
              <span key={head} role="columnheader" className="number">
                {head}
              </span>
            ))}
          </div>
          {measured.map(({ name, p50, p90, p99, max }) => (
            <div key={name} className={table['row']} role="row">
              <span role="cell" className="cut">
                {words[name] ?? name}
              </span>
              {[p50, p90, p99, max].map((value, index) => (
                <span key={index} role="cell" className="number">
                  {ms(value)}
                </span>
              ))}
            </div>
          ))}
          {measured.length === 0 && <p className={table['more']}>Nothing was measured yet.</p>}
        </div>
      </div>
    </section>
  )
}
