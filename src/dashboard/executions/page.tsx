import { tabStatus } from '../status/standing.ts'
import { useCallback, useMemo } from 'react'
import { useAsk } from '../data/ask.ts'
import { now, useNow } from '../data/clock.ts'
import { BackendNamesDocument } from '../filter/filter.gen.ts'
import { countOf } from '../format/numbers.ts'
import { Page } from '../frame/page.tsx'
import { totalOf } from '../runs/total.ts'
import { useChange } from '../runs/useview.ts'
import { CouldNot } from '../runs/couldnot.tsx'
import { Loading, Old, Partial } from '../ui/states.tsx'
import { useCounts } from './chips.tsx'
import { executionColumns } from './columns.ts'
import { ExecutionFilterBar } from './filterbar.tsx'
import { ExecutionList } from './list.tsx'
import { NoExecutions } from './nothing.tsx'
import { renewMs, useHistory } from './usehistory.ts'
import { executionFilterOf, executionViewOf } from './view.ts'
import styles from './executions.module.css'

/** The history of executions, whichever run they belong to. */
export function ExecutionsPage() {
  const { search, change } = useChange()
  const text = JSON.stringify(search)
  const view = useMemo(() => executionViewOf(search), [text])
  const filterAt = useCallback((time = now()) => executionFilterOf(view, time), [view])
  const history = useHistory(filterAt, view.direction)
  const minute = useNow()
  const counts = useCounts(useMemo(() => withoutStatus(filterAt(minute)), [filterAt, minute]))
  const backends = useAsk(BackendNamesDocument, {}).data?.backends ?? []
  const usual = useMemo(() => executionColumns.usual(backends.length > 1), [backends.length])
  const { rows, isLoaded, isLoading, error, unavailable } = history
  const again = () => void history.again()
  const running = counts?.find(({ status }) => status === 'RUNNING')
  const hasRunning = running !== undefined && running.value > 0
  return (
    <Page
      title="Executions"
      renewMs={renewMs}
      fact={counts && totalOf(counts, view.status)}
      tab={hasRunning ? `${countOf(running)} running · Executions` : 'Executions'}
      worst={tabStatus(counts ?? [])}
    >
      <div className={styles['page']}>
        <ExecutionFilterBar view={view} counts={counts} change={change} usual={usual} />
        <Partial names={unavailable} again={again} />
        {error && rows.length === 0 && (
          <CouldNot error={error} again={again} change={change} asks={view.common} />
        )}
        {error && rows.length > 0 && <Old error={error} again={again} />}
        {isLoading && !error && <Loading rows={20} />}
        {isLoaded && !error && rows.length === 0 && (
          <NoExecutions view={view} search={search} change={change} />
        )}
        {isLoaded && rows.length > 0 && (
          <ExecutionList
            rows={rows}
            hasMore={history.cursor !== null}
            more={history.more}
            readOn={history.readOn}
            onScrolled={history.hold}
            direction={view.direction}
            change={change}
            isPlain={view.status.length === 1}
            columns={view.cols ?? usual}
            isOwn={view.cols !== undefined}
          />
        )}
      </div>
    </Page>
  )
}

function withoutStatus(filter: ReturnType<typeof executionFilterOf>) {
  const { status: _, ...rest } = filter
  return rest
}
