import { type ReactNode, Suspense, lazy, useMemo } from 'react'
import { useAsk } from '../data/ask.ts'
import { countOf } from '../format/numbers.ts'
import { totalOf } from './total.ts'
import { tabStatus } from '../status/standing.ts'
import type { Status } from '../status/statuses.ts'
import { runlessOf } from '../backends/runless.ts'
import { BackendNamesDocument } from '../filter/filter.gen.ts'
import { useStart } from '../start/usestart.ts'
import { Old, Partial, Untold } from '../ui/states.tsx'
import { useNarrow } from '../ui/usenarrow.ts'
import { runColumns } from './columns.ts'
import { FilterBar } from './filterbar.tsx'
import { Histogram } from './histogram.tsx'
import { RunCountsDocument } from './list.gen.ts'
import { RunList } from './list.tsx'
import { NoRows } from './norows.tsx'
import { Stale } from './stale.tsx'
import { useRunList } from './userunlist.ts'
import { useView } from './useview.ts'
import type { View } from './view.ts'
import styles from './runs.module.css'

// What most visits do not show is not loaded at first.
const Start = lazy(() => import('../start/start.tsx').then(({ Start: one }) => ({ default: one })))
const Groups = lazy(() => import('./groups.tsx').then(({ Groups: one }) => ({ default: one })))
const Peek = lazy(() => import('./peek.tsx').then(({ Peek: one }) => ({ default: one })))

interface Around {
  /** How many run, in words. */
  readonly running: string | undefined
  /** How many runs match, in words. */
  readonly total: string | undefined
  readonly worst: Status | undefined
  readonly body: ReactNode
}

interface RunsProps {
  /** The page around the list. */
  readonly around: (parts: Around) => ReactNode
  /** Above the list. */
  readonly strip?: ReactNode
  /** What the view always asks for, such as one flow. It must stay the same object. */
  readonly fixed?: Partial<View>
}

/** The runs of a view: what is filtered, when they began, the list, and one beside it. */
export function Runs({ around, strip, fixed }: RunsProps) {
  const { view, search, change } = useView(fixed)
  const runs = useRunList(view)
  const { filter, order, isLoading, error, refusal, unavailable, reload } = runs
  const { status: _, ...counted } = filter
  const counts = useAsk(RunCountsDocument, { filter: counted }).data?.statusCounts?.counts
  const backends = useAsk(BackendNamesDocument, {}).data?.backends ?? []
  const usual = useMemo(() => runColumns.usual(backends.length > 1), [backends.length])
  const running = counts?.find(({ status }) => status === 'RUNNING')
  const isNarrow = useNarrow()
  const start = useStart(fixed === undefined && !isLoading && !error && order.length === 0)
  const runless = runlessOf(backends, view.backend)
  const body = start ? (
    <Suspense>
      <Start hasExecutions={start === 'executions'} />
    </Suspense>
  ) : (
    <div className={styles['runs']} data-peek={view.sel !== undefined}>
      <div className={styles['column']}>
        {(view.sel === undefined || isNarrow) && strip}
        {runless.length < Math.max(1, backends.length) && (
          <FilterBar
            view={view}
            change={change}
            filter={filter}
            usual={usual}
            hasFlow={fixed?.flow !== undefined}
          />
        )}
        {runless.length === 0 && <Histogram filter={filter} change={change} />}
        <Partial names={unavailable} again={() => void reload()} />
        <Stale onNow={() => void reload()} />
        {order.length === 0 && (
          <NoRows runs={runs} view={view} search={search} change={change} runless={runless} />
        )}
        {refusal !== undefined && (!error || order.length > 0) && <Untold why={refusal} />}
        {error && order.length > 0 && <Old error={error} again={() => void reload()} />}
        {order.length > 0 && (
          <Found runs={runs} view={view} change={change} columns={view.cols ?? usual} counts={counts} />
        )}
      </div>
      <Suspense>
        {view.sel !== undefined && (
          <Peek id={view.sel} onClose={() => change({ sel: undefined }, 'replace')} />
        )}
      </Suspense>
    </div>
  )
  return around({
    running: running && `${countOf(running)} running`,
    total: counts && totalOf(counts, view.status),
    worst: tabStatus(counts ?? []),
    body,
  })
}

type FoundProps = Parameters<typeof RunList>[0] & { readonly counts: readonly StatusCountOf[] | undefined }

interface StatusCountOf {
  readonly status: string
  readonly value: number
  readonly isExact: boolean
}

/** The runs in a list, or in groups. */
function Found({ counts, ...list }: FoundProps) {
  const { view, change, runs } = list
  if (!view.group) return <RunList {...list} />
  const { status } = view
  const isShown = (one: StatusCountOf) =>
    status.length === 0 || status.some((wanted) => wanted === one.status)
  return (
    <Suspense>
      <Groups by={view.group} change={change} runs={runs} counts={counts?.filter(isShown)} />
    </Suspense>
  )
}
