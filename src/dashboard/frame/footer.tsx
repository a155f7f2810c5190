import { useSignal } from '../data/signal.ts'
import { asked, priceOf } from '../data/costs.ts'
import { counted } from '../format/numbers.ts'
import { timeOfDay } from '../format/times.ts'
import { Icon } from '../ui/icon.tsx'
import { overlay } from './overlay.ts'
import { settings } from './settings.ts'
import styles from './frame.module.css'

/** A read that takes longer stands out. */
const slowMs = 500

/** What the page cost, without its frame, and of when it is. */
export function Footer() {
  const queries = useSignal(asked)
  const { zone } = useSignal(settings)
  const { statements, rows, ms, slowestMs, backends } = priceOf(queries.filter(({ name }) => name !== 'Rail'))
  const newest = queries.at(-1)
  const where = backends.length === 1 ? backends[0]! : counted(backends.length, 'backend')
  return (
    <footer className={styles['footer']}>
      <button
        type="button"
        className={styles['cost']}
        data-slow={slowestMs > slowMs}
        onClick={() => overlay.set('cost')}
      >
        <Icon of="cost" size={12} />
        <span className="cut">
          {counted(statements, 'statement')}
          <span className={styles['costPart']}> · {where}</span>
          <span className={styles['costPart']}> · {counted(rows, 'row')}</span> · {ms.toFixed(1)} ms
        </span>
      </button>
      {newest && <span>data of {timeOfDay(newest.at, zone)}</span>}
      <button type="button" className={styles['query']} onClick={() => overlay.set('cost')}>
        Show the query
      </button>
    </footer>
  )
}
