import { Link } from '@tanstack/react-router'
import { flowAddress } from '../address/addresses.ts'
import { clock } from '../format/durations.ts'
import { count, countOf, counted } from '../format/numbers.ts'
import { Ticking } from '../ui/ticking.tsx'
import type { QueueStateFragment } from './queue.gen.ts'
import { kindsOf } from './kinds.ts'
import styles from './queue.module.css'
import table from '../ui/table.module.css'

/** What can be claimed, by kind. Kinds that workers take and of which nothing is there are named too. */
export function Kinds({ queue }: { queue: QueueStateFragment }) {
  const kinds = kindsOf(queue)
  return (
    <section aria-label="Kinds">
      <h2 className={styles['title']}>
        Kinds <span className="muted">{count(kinds.length)}</span>
      </h2>
      <div className={`${table['table']} ${styles['kinds']}`} role="table" aria-label="Kinds">
        <div className={table['head']} role="row">
          <span role="columnheader">Kind</span>
          <Number head="Ready" />
          <Number head="Oldest" />
          <Number head="Workers" />
        </div>
        {kinds.map(({ name, ready, oldest, workers }) => (
          <div key={name} className={table['row']} role="row">
            <span role="cell" className="mono cut" data-tip={name}>
              {name}
            </span>
            <span role="cell" className="number" data-zero={ready.value === 0}>
              {countOf(ready)}
            </span>
            <span role="cell" className="number" data-zero={oldest === undefined}>
              <Age since={oldest} />
            </span>
            <span
              role="cell"
              className="number"
              data-zero={workers === 0}
              data-none={workers === 0 && ready.value > 0}
            >
              {workers === 0 && ready.value > 0 ? 'none' : count(workers)}
            </span>
          </div>
        ))}
        {kinds.length === 0 && (
          <p className={table['more']}>Nothing is ready, and no worker has claimed in the last hour.</p>
        )}
      </div>
    </section>
  )
}

/** What waits to begin, by flow. */
export function Flows({ queue: { waiting, backend } }: { queue: QueueStateFragment }) {
  return (
    <section aria-label="Waiting to begin, by flow">
      <h2 className={styles['title']}>
        Waiting to begin <span className="muted">{counted(waiting.length, 'flow')}</span>
      </h2>
      <div
        className={`${table['table']} ${styles['flows']}`}
        role="table"
        aria-label="Waiting to begin, by flow"
      >
        <div className={table['head']} role="row">
          <span role="columnheader">Flow</span>
          <Number head="Executions" />
          <Number head="Oldest" />
        </div>
        {waiting
          .toSorted((a, b) => b.value - a.value)
          .map(({ name, value, isExact, oldest }) => (
            <div key={name} className={table['row']} role="row">
              <span role="cell" className="cut">
                <Link to={flowAddress({ backend, name })}>{name}</Link>
              </span>
              <span role="cell" className="number">
                {countOf({ value, isExact })}
              </span>
              <span role="cell" className="number">
                <Age since={oldest} />
              </span>
            </div>
          ))}
        {waiting.length === 0 && <p className={table['more']}>Nothing waits to begin.</p>}
      </div>
    </section>
  )
}

const Number = ({ head }: { head: string }) => (
  <span role="columnheader" className="number">
    {head}
  </span>
)

/** How long ago, running. What is planned for later has no age yet. */
function Age({ since }: { since: string | undefined }) {
  if (since === undefined) return '–'
  return <Ticking text={(now) => (Date.parse(since) > now ? '–' : clock(now - Date.parse(since)))} />
}
