import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { executionAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { count } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import type { AuditRowFragment } from './audit.gen.ts'
import { didText } from './view.ts'
import table from '../ui/table.module.css'
import styles from './audit.module.css'

/** So many ids stand in a row. */
const mostIds = 3

const ways: Readonly<Record<string, string>> = {
  COMMAND_LINE: 'by the command line',
  RETENTION: 'by retention',
}
/** Names that say how it was done. */
const wayActors: ReadonlySet<string> = new Set(['command line', 'retention'])

export const AuditRow = memo(function AuditRow({ entry, index }: { entry: AuditRowFragment; index: number }) {
  const { zone } = useSignal(settings)
  const { backend, at, actor, via, tokenId, address, detail } = entry
  const from = [wayActors.has(actor) ? undefined : ways[via], address].filter((text) => text)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      data-row={entry.id}
      className={`${table['row']} ${styles['row']}`}
    >
      <div role="gridcell" className={`${styles['at']} muted`}>
        <time dateTime={at} data-tip={at}>
          {timeText(Date.parse(at), now(), zone)}
        </time>
      </div>
      <div role="gridcell" className={styles['did']}>
        <span className="cut">{didText(entry.action, entry.count)}</span>
        {detail !== null && (
          <span className="muted cut" data-tip={detail}>
            {directionsShown(detail)}
          </span>
        )}
      </div>
      <div role="gridcell" className={styles['ids']}>
        <Ids of={entry} />
      </div>
      <div role="gridcell" className={styles['who']}>
        <span className="cut" data-tip={actor.length > 24 ? actor : undefined}>
          {directionsShown(actor)}
        </span>
        {tokenId !== null && (
          <code className="muted cut" data-tip={`Token ${tokenId}`}>
            {tokenId}
          </code>
        )}
      </div>
      <div role="gridcell" className={`${styles['from']} muted cut`}>
        {directionsShown(from.join(', '))}
      </div>
      <div role="gridcell" className={`${styles['backend']} muted cut`}>
        {backend}
      </div>
    </div>
  )
})

/** The first of what was changed. What is gone has no page. */
function Ids({ of: { backend, ids, action, count: many } }: { of: AuditRowFragment }) {
  const shown = ids.slice(0, mostIds)
  const rest = many - shown.length
  const isThere = action === 'CANCEL_EXECUTIONS' || action === 'RETRY_EXECUTIONS'
  return (
    <span className="cut" data-tip={ids.length > 1 ? ids.slice(0, 20).join(', ') : undefined}>
      {shown.map((id, at) => (
        <span key={id}>
          {at > 0 && ', '}
          {isThere ? (
            <Link to={executionAddress(`${backend}:${id}`)} className="mono">
              {directionsShown(id)}
            </Link>
          ) : (
            <span className="mono">{directionsShown(id)}</span>
          )}
        </span>
      ))}
      {shown.length > 0 && rest > 0 && <span className="muted"> and {count(rest)} more</span>}
    </span>
  )
}
