import { useState } from 'react'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { count } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { IconButton } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import { Empty } from '../ui/states.tsx'
import styles from './facts.module.css'

export interface ShownFact {
  readonly id: string
  readonly step?: string
  readonly field: string
  readonly value: string
  readonly attempt: number | null
  readonly ts: string | null
}

/** As many as are drawn. What else there is, is found by the search. */
const mostShown = 500
/** A longer value is cut, until one asks for it. */
const mostChars = 400

/** Recorded facts, the newest first, found by name or value. */
export function FactTable({
  facts,
  hasMore,
  onMore,
}: {
  facts: readonly ShownFact[]
  hasMore: boolean
  onMore: () => void
}) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = facts.filter(({ field, value, step }) =>
    [field, value, step ?? ''].some((one) => one.toLowerCase().includes(wanted)),
  )
  if (facts.length === 0)
    return <Empty title="No facts are recorded here">{<p>Facts are added by recordMetadata.</p>}</Empty>
  return (
    <div className={styles['facts']}>
      <div className={styles['search']}>
        <input
          type="search"
          placeholder="Find a field or a value"
          aria-label="Find a field or a value"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="muted" role="status">
          {wanted === ''
            ? `${count(facts.length)}${hasMore ? '+' : ''}`
            : `${count(found.length)} of ${count(facts.length)}`}
        </span>
        {hasMore && (
          <button type="button" onClick={onMore}>
            Load more
          </button>
        )}
      </div>
      <FactRows facts={found} />
      {found.length > mostShown && (
        <p className="muted">The newest {mostShown} are shown. Search for others.</p>
      )}
    </div>
  )
}

function FactRows({ facts }: { facts: readonly ShownFact[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
          <th scope="col">Step</th>
          <th scope="col">Attempt</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {facts
          .toReversed()
          .slice(0, mostShown)
          .map((fact) => (
            <FactRow key={fact.id} fact={fact} />
          ))}
      </tbody>
    </table>
  )
}

function FactRow({ fact: { field, value, step, attempt, ts } }: { fact: ShownFact }) {
  const { zone } = useSignal(settings)
  const [isWhole, setWhole] = useState(false)
  const isCut = value.length > mostChars && !isWhole
  return (
    <tr>
      <th scope="row" className="mono">
        {directionsShown(field)}
      </th>
      <td className="mono">
        {directionsShown(isCut ? `${value.slice(0, mostChars)}… ` : value)}
        {isCut && (
          <button type="button" className={styles['more']} onClick={() => setWhole(true)}>
            all {count(value.length)} characters
          </button>
        )}
        <span className={styles['copy']}>
          <IconButton name="Copy the value" icon="copy" onClick={() => void copy(value, 'Value')} />
        </span>
      </td>
      <td className="muted">{step}</td>
      <td className="muted number">{attempt === null || attempt === 0 ? '' : attempt}</td>
      <td className="muted number">{ts !== null && timeText(Date.parse(ts), now(), zone)}</td>
    </tr>
  )
}
