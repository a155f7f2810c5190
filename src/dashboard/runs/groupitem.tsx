import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { runAddress } from '../address/addresses.ts'
import { useAsk } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { count, countOf, counted } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import type { RunFilter } from '../schema.gen.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { DurationCell } from './durationbar.tsx'
import type { Group } from './grouping.ts'
import { type RunRowFragment, RunsPageDocument } from './list.gen.ts'
import { fromList } from '../walk/walk.ts'
import styles from './groups.module.css'

interface GroupItemProps {
  readonly group: Group<RunRowFragment>
  /** Of the group alone. `undefined`: there is none for what has no name. */
  readonly filter: RunFilter | undefined
  readonly onOnly: () => void
}

const first = 5
/** So many are read of a group. The list of the group alone has the rest. */
const mostRead = 100

export function GroupItem({ group, filter, onOnly }: GroupItemProps) {
  const [shown, setShown] = useState(0)
  const { name, rows, counts, total } = group
  const isOpen = shown > 0
  const failed = counts.find(({ status }) => status === 'FAILED')?.value ?? 0
  const words = counts.map(
    ({ status, value }) => `${count(value)} ${looks[statusOf(status)].word.toLowerCase()}`,
  )
  return (
    <li>
      <button
        type="button"
        className={styles['group']}
        aria-expanded={isOpen}
        onClick={() => setShown(isOpen ? 0 : first)}
      >
        <Icon of={isOpen ? 'down' : 'right'} size={12} />
        <span className="cut" dir="auto">
          {directionsShown(name) || 'nobody'}
        </span>
        <span className={styles['counts']} data-tip={words.join('\n')}>
          {counts.map(({ status, value }) => (
            <i key={status} data-hue={looks[statusOf(status)].hue} style={{ flexGrow: value }} />
          ))}
        </span>
        <span
          className="number"
          data-tip={total.isExact ? undefined : `At least. ${counted(rows.length, 'run')} of it loaded.`}
        >
          <span className="hidden-text">{words.join(', ')}, </span>
          {countOf(total)}
        </span>
        <span className={`${styles['failed']} number`} aria-hidden="true">
          {failed > 0 && `${count(failed)} failed`}
        </span>
        {rows[0] ? <Newest run={rows[0]} /> : <span />}
      </button>
      {isOpen && (
        <GroupRuns
          group={group}
          filter={filter}
          shown={shown}
          onMore={() => setShown(shown + 50)}
          onOnly={onOnly}
        />
      )}
    </li>
  )
}

function Newest({ run: { number, status, startedAt } }: { run: RunRowFragment }) {
  const { zone } = useSignal(settings)
  return (
    <span className={styles['newest']}>
      <StatusIcon status={status} />
      <span>newest {number}</span>
      <span className="muted">{startedAt && timeText(Date.parse(startedAt), now(), zone)}</span>
    </span>
  )
}

interface GroupRunsProps extends GroupItemProps {
  readonly shown: number
  readonly onMore: () => void
}

/** The runs of a group: those that are loaded, and those that are asked for because they are not. */
function GroupRuns({ group: { rows, total }, filter, shown, onMore, onOnly }: GroupRunsProps) {
  const isShort = filter !== undefined && rows.length < Math.min(shown, total.value)
  const { data, error } = useAsk(
    RunsPageDocument,
    isShort
      ? {
          filter,
          orderBy: { field: 'STARTED', direction: 'DESC' },
          after: null,
          first: Math.min(shown, mostRead),
        }
      : undefined,
  )
  const known = new Set(rows.map(({ id }) => id))
  const all = [...rows, ...(data?.runs?.nodes ?? []).filter(({ id }) => !known.has(id))]
  const readable = Math.max(all.length, filter ? Math.min(mostRead, total.value) : 0)
  const rest = Math.max(all.length, total.value) - shown
  return (
    <>
      <ul>
        {all.slice(0, shown).map((run) => (
          <Line key={run.id} run={run} />
        ))}
      </ul>
      {all.length === 0 && !error && <p className={styles['foot']}>…</p>}
      {error && (
        <p className={styles['foot']} role="alert">
          {error.message}
        </p>
      )}
      <p className={styles['foot']}>
        {readable > shown && (
          <Button look="plain" onClick={onMore}>
            {count(rest)} more
          </Button>
        )}
        {filter && (
          <Button look="plain" onClick={onOnly}>
            Only these
          </Button>
        )}
      </p>
    </>
  )
}

function Line({ run }: { run: RunRowFragment }) {
  const { zone } = useSignal(settings)
  return (
    <li className={styles['line']}>
      <StatusIcon status={run.status} />
      <Link to={runAddress(run)} state={fromList()} className="cut">
        {run.flow} {run.number}
      </Link>
      <span className="cut">
        <Reason of={run} />
      </span>
      <span className="muted">{run.startedAt && timeText(Date.parse(run.startedAt), now(), zone)}</span>
      <DurationCell run={run} />
    </li>
  )
}
