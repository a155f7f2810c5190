import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { counted } from '../format/numbers.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { looks, statusOf } from '../status/statuses.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { DurationCell } from './durationbar.tsx'
import { type Group, groupsOf } from './grouping.ts'
import type { RunRowFragment } from './list.gen.ts'
import type { useRunList } from './userunlist.ts'
import type { ChangeView } from './useview.ts'
import type { View } from './view.ts'
import styles from './groups.module.css'

interface GroupsProps {
  readonly view: View
  readonly by: 'flow' | 'user'
  readonly change: ChangeView
  readonly runs: ReturnType<typeof useRunList>
}

/** The runs that are loaded, by flow or user. */
export function Groups({ by, change, runs }: GroupsProps) {
  const { list, order, more, waiting } = runs
  const rows = order.flatMap((id) => list.row(id) ?? [])
  const groups = groupsOf(rows, (run) => run[by] ?? '')
  return (
    <div className={styles['groups']}>
      <p className="muted">
        {counted(groups.length, by)} among the first {counted(rows.length, 'run')}.{' '}
        <Button look="plain" onClick={() => void more()}>
          Read more runs
        </Button>
        {waiting.length > 0 && (
          <Button look="plain" onClick={() => list.take() === 'stale' && void runs.reload()}>
            {waiting.length} new
          </Button>
        )}
      </p>
      <ul>
        {groups.map((group) => (
          <GroupItem
            key={group.name}
            group={group}
            onOnly={() => change({ [by]: group.name, group: undefined })}
          />
        ))}
      </ul>
    </div>
  )
}

const first = 5

function GroupItem({ group, onOnly }: { group: Group<RunRowFragment>; onOnly: () => void }) {
  const [shown, setShown] = useState(0)
  const { name, rows, counts } = group
  const isOpen = shown > 0
  return (
    <li>
      <button
        type="button"
        className={styles['group']}
        aria-expanded={isOpen}
        onClick={() => setShown(isOpen ? 0 : first)}
      >
        <Icon of={isOpen ? 'down' : 'right'} size={12} />
        <span className="cut">{name || 'nobody'}</span>
        <span
          className={styles['counts']}
          data-tip={counts
            .map(({ status, value }) => `${value} ${looks[statusOf(status)].word.toLowerCase()}`)
            .join('\n')}
        >
          {counts.map(({ status, value }) => (
            <i key={status} data-hue={looks[statusOf(status)].hue} style={{ flexGrow: value }} />
          ))}
        </span>
        <span className="number">{rows.length}</span>
        <StatusIcon status={rows[0]!.status} />
      </button>
      {isOpen && (
        <>
          <ul>
            {rows.slice(0, shown).map((run) => (
              <Line key={run.id} run={run} />
            ))}
          </ul>
          <p className={styles['foot']}>
            {rows.length > shown && (
              <Button look="plain" onClick={() => setShown(shown + 50)}>
                {rows.length - shown} more
              </Button>
            )}
            <Button look="plain" onClick={onOnly}>
              Only these
            </Button>
          </p>
        </>
      )}
    </li>
  )
}

function Line({ run }: { run: RunRowFragment }) {
  const { zone } = useSignal(settings)
  return (
    <li className={styles['line']}>
      <StatusIcon status={run.status} />
      <Link to={runAddress(run)} className="cut">
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
