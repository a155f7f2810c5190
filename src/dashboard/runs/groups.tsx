import { useMemo } from 'react'
import { listText } from '../address/lists.ts'
import { count, countOf, counted } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { GroupItem } from './groupitem.tsx'
import { type StatusTotal, totalOfGroups } from './grouping.ts'
import { type By, useGroups } from './usegroups.ts'
import type { useRunList } from './userunlist.ts'
import type { ChangeView } from './useview.ts'
import { useWalked } from '../walk/usewalked.ts'
import styles from './groups.module.css'

interface GroupsProps {
  readonly by: By
  readonly change: ChangeView
  readonly runs: ReturnType<typeof useRunList>
  /** Of the whole list, by status, if they are known. */
  readonly counts: readonly StatusTotal[] | undefined
}

/** The runs of a view by flow or user: each group as the server counts it, and the runs of it that are loaded. */
export function Groups({ by, change, runs, counts }: GroupsProps) {
  const { list, order, more, hasMore, readOn, waiting, filter } = runs
  const rows = order.flatMap((id) => list.row(id) ?? [])
  const isWhole = !hasMore()
  const { groups, isAll } = useGroups({ by, filter, rows, isWhole })
  const total = totalOfGroups(groups, isAll, counts)
  const ids = groups.flatMap((group) => group.rows.map(({ id }) => id))
  const idsText = JSON.stringify(ids)
  useWalked(
    // Rows that change stay where they are.
    { ids: useMemo(() => ids, [idsText]), hasMore: !isWhole, more: readOn }, // oxlint-disable-line react-hooks/exhaustive-deps
  )
  return (
    <div className={styles['groups']}>
      <p className="muted">
        {!isAll && 'At least '}
        {counted(groups.length, by)}, {countOf(total)} {total.value === 1 && total.isExact ? 'run' : 'runs'}
        {!isWhole && `, ${count(rows.length)} of them loaded`}.{' '}
        {!isWhole && (
          <Button look="plain" onClick={() => void more()}>
            Load more runs
          </Button>
        )}
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
            filter={group.name === '' ? undefined : { ...filter, [by]: [group.name] }}
            onOnly={() => change({ [by]: listText([group.name]), group: undefined })}
          />
        ))}
      </ul>
    </div>
  )
}
