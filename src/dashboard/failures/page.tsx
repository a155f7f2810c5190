import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useAddress } from '../address/usesearch.ts'
import { type Search, stringifySearch, valueOf } from '../address/query.ts'
import { count, counted } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { Failed, Loading, Old, Partial } from '../ui/states.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import { FailureFilters } from './filters.tsx'
import { GroupRow } from './grouprow.tsx'
import { GroupsHead } from './head.tsx'
import { NoGroups } from './nogroups.tsx'
import { partsOf, showOf, totalsOf } from './parts.ts'
import { useGroups } from './usegroups.ts'
import styles from './failures.module.css'
import table from '../ui/table.module.css'

/** What fails, in groups of the same error. What is new or rising stands first. */
export function FailuresPage() {
  const [search] = useAddress()
  const found = useGroups(search)
  const { groups, answer, isAnswered, isExact, unavailable } = found
  const { failures, fresh } = totalsOf(groups)
  const floor = isExact && !found.more ? '' : '+'
  const fact = isAnswered
    ? `${count(failures)}${floor} failed executions in ${counted(groups.length, 'group')}, ${count(fresh)} of them new`
    : undefined
  return (
    <Page
      title="Failures"
      fact={fact}
      tab={fresh > 0 ? `${fresh} new · Failures` : 'Failures'}
      worst={fresh > 0 ? 'FAILED' : undefined}
    >
      <FailureFilters groups={groups} isAnswered={isAnswered} />
      <Partial names={unavailable} again={answer.again} />
      {isAnswered ? (
        <Groups found={found} />
      ) : answer.error ? (
        <Failed error={answer.error} again={answer.again} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Groups({ found }: { found: ReturnType<typeof useGroups> }) {
  const [search] = useAddress()
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  const { groups, range, more, moreError, answer } = found
  const parts = partsOf(groups, showOf(valueOf(search, 'show')))
  const suffix = stringifySearch({ from: search['from'], to: search['to'] })
  const most = Math.max(1, ...groups.map((group) => group.count))
  if (parts.length === 0) return <NoGroups hasOthers={groups.length > 0} range={range} />
  return (
    <>
      {answer.error && <Old error={answer.error} again={answer.again} />}
      <div
        ref={list}
        role="grid"
        aria-label="Groups of failures"
        aria-rowcount={groups.length + 1}
        className={`${table['table']} ${styles['table']}`}
      >
        <GroupsHead range={range} />
        {parts.map((part) => (
          <div key={part.title} role="rowgroup" aria-label={part.title}>
            <div className={table['part']} role="presentation">
              {part.title} <span className="muted">{count(part.groups.length)}</span>
            </div>
            {part.groups.map((group) => (
              <GroupRow key={group.id} group={group} most={most} range={range} suffix={suffix} />
            ))}
          </div>
        ))}
      </div>
      {more && (
        <p className={table['more']}>
          <button type="button" className={styles['link']} onClick={() => void more()}>
            Show more groups
          </button>{' '}
          {moreError?.message}
        </p>
      )}
      <WhatCounts search={search} />
    </>
  )
}

/** Why these are not as many as the runs that failed. */
function WhatCounts({ search }: { search: Search }) {
  const { flow, backend, from, to } = search
  return (
    <p className={styles['counted']}>
      These are executions that failed or ran out of time with an error. A{' '}
      <Link to="/" search={{ status: 'failed', flow, backend, from, to }}>
        failed run
      </Link>{' '}
      has one for each of its executions that did, and none if its heartbeats stopped or it was called off.
    </p>
  )
}
