import { useMemo, useRef } from 'react'
import { listText } from '../address/lists.ts'
import { codeOf } from '../data/codeof.ts'
import { counted } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { type ChangeView, useChange } from '../runs/useview.ts'
import { always } from '../runs/view.ts'
import { Button } from '../ui/button.tsx'
import { useRowFocus } from '../ui/rowfocus.ts'
import { Empty, Failed, Loading, Old, Partial } from '../ui/states.tsx'
import type { AuditRowFragment } from './audit.gen.ts'
import { AuditFilterBar } from './filterbar.tsx'
import { AuditRow } from './row.tsx'
import { renewMs, useAudit } from './useaudit.ts'
import { type AuditView, auditViewOf } from './view.ts'
import table from '../ui/table.module.css'
import styles from './audit.module.css'

const above = [{ to: '/backends', name: 'Backends' }]

/** Who changed what, in all stores, the newest first. */
export function AuditPage() {
  const { search, change } = useChange()
  const text = JSON.stringify(search)
  const view = useMemo(() => auditViewOf(search), [text])
  const { answer, rows, isLoaded, unavailable, more, moreError } = useAudit(view)
  const { error, again } = answer
  if (error && codeOf(error) === 'FORBIDDEN')
    return (
      <Page title="Audit" above={above}>
        <Empty title="The audit is not for you to see">
          <p>It needs a token with the scope “admin”, and without limits to flows or backends.</p>
        </Empty>
      </Page>
    )
  return (
    <Page
      title="Audit"
      above={above}
      renewMs={renewMs}
      fact={
        isLoaded ? `${counted(rows.length, 'entry', 'entries')}${more ? ', and older ones' : ''}` : undefined
      }
    >
      <AuditFilterBar view={view} rows={rows} change={change} />
      <Partial names={unavailable} again={again} />
      {error && isLoaded && <Old error={error} again={again} />}
      {error && !isLoaded ? (
        <Failed error={error} again={again} />
      ) : !isLoaded ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Nothing view={view} change={change} />
      ) : (
        <Entries rows={rows} hasMore={more !== undefined} />
      )}
      {more && (
        <p className={table['more']}>
          <Button onClick={() => void more()}>Show older entries</Button>{' '}
          {moreError && <span role="alert">{moreError.message}</span>}
        </p>
      )}
    </Page>
  )
}

const heads = [
  ['When', 'at'],
  ['What', 'did'],
  ['Which', 'ids'],
  ['Who', 'who'],
  ['From', 'from'],
  ['Backend', 'backend'],
] as const

function Entries({ rows, hasMore }: { rows: readonly AuditRowFragment[]; hasMore: boolean }) {
  const list = useRef<HTMLDivElement>(null)
  useRowFocus(list)
  return (
    <div
      ref={list}
      role="grid"
      aria-label="Audit"
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      className={`${table['table']} ${styles['table']}`}
    >
      <div role="row" aria-rowindex={1} className={`${table['head']} ${styles['head']}`}>
        {heads.map(([name, style]) => (
          <span key={name} role="columnheader" className={styles[style]}>
            {name}
          </span>
        ))}
      </div>
      {rows.map((entry, index) => (
        <AuditRow key={entry.id} entry={entry} index={index} />
      ))}
    </div>
  )
}

/** Nothing was changed, or a filter leaves nothing: which, and how to drop it. */
function Nothing({ view, change }: { view: AuditView; change: ChangeView }) {
  const lists = (['action', 'actor', 'backend'] as const).filter((key) => view[key].length > 0)
  const hasTime = view.from !== always || view.to !== undefined
  return (
    <Empty title={lists.length > 0 || hasTime ? 'No entry is such' : 'Nothing is noted yet'}>
      {lists.length === 0 && !hasTime && (
        <p>
          Executions that somebody deletes, cancels or retries are noted here, and tokens that are made or
          revoked.
        </p>
      )}
      {lists.map((key) => (
        <Button key={key} icon="close" onClick={() => change({ [key]: undefined })}>
          Without {key}: {listText(view[key])}
        </Button>
      ))}
      {hasTime && (
        <Button icon="clock" onClick={() => change({ from: undefined, to: undefined })}>
          Look at all time
        </Button>
      )}
    </Empty>
  )
}
