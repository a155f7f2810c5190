import { type ReactNode, Suspense, lazy } from 'react'
import { useAsk } from '../data/ask.ts'
import { totalOf } from './total.ts'
import type { Status } from '../status/statuses.ts'
import { useStart } from '../start/usestart.ts'
import { Loading, Old, Partial } from '../ui/states.tsx'
import { useNarrow } from '../ui/usenarrow.ts'
import { CouldNot } from './couldnot.tsx'
import { FilterBar } from './filterbar.tsx'
import { Histogram } from './histogram.tsx'
import { BackendNamesDocument, RunCountsDocument } from './list.gen.ts'
import { RunList } from './list.tsx'
import { Stale } from './stale.tsx'
import { useRunList } from './userunlist.ts'
import { useView } from './useview.ts'
import type { View } from './view.ts'
import styles from './runs.module.css'

// What most visits do not show is not loaded at first.
const Start = lazy(() => import('../start/start.tsx').then(({ Start: one }) => ({ default: one })))
const Groups = lazy(() => import('./groups.tsx').then(({ Groups: one }) => ({ default: one })))
const Nothing = lazy(() => import('./nothing.tsx').then(({ Nothing: one }) => ({ default: one })))
const Peek = lazy(() => import('./peek.tsx').then(({ Peek: one }) => ({ default: one })))

interface Around {
  readonly running: number | undefined
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
  const { filter, order, isLoading, error, unavailable, reload } = runs
  const { status: _, ...counted } = filter
  const { data } = useAsk(RunCountsDocument, { filter: counted })
  const backends = useAsk(BackendNamesDocument, {}).data?.backends ?? []
  const counts = data?.statusCounts?.counts
  const isNarrow = useNarrow()
  const has = (wanted: string) => (counts?.find(({ status }) => status === wanted)?.value ?? 0) > 0
  const start = useStart(fixed === undefined && !isLoading && !error && order.length === 0)
  const body = start ? (
    <Suspense>
      <Start hasExecutions={start === 'executions'} />
    </Suspense>
  ) : (
    <div className={styles['runs']} data-peek={view.sel !== undefined}>
      <div className={styles['column']}>
        {(view.sel === undefined || isNarrow) && strip}
        <FilterBar view={view} change={change} filter={filter} hasFlow={fixed?.flow !== undefined} />
        <Histogram filter={filter} change={change} />
        <Partial names={unavailable} again={() => void reload()} />
        <Stale onNow={() => void reload()} />
        {error && order.length > 0 && <Old again={() => void reload()} />}
        {error && order.length === 0 && (
          <CouldNot error={error} again={() => void reload()} change={change} asks={view} />
        )}
        {isLoading && !error && order.length === 0 && <Loading rows={20} />}
        <Suspense>
          {!isLoading && !error && order.length === 0 && (
            <Nothing view={view} change={change} search={search} />
          )}
          {order.length > 0 && view.group && (
            <Groups view={view} by={view.group} change={change} runs={runs} />
          )}
        </Suspense>
        {order.length > 0 && !view.group && (
          <RunList runs={runs} view={view} change={change} hasBackend={backends.length > 1} />
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
    running: counts?.find(({ status }) => status === 'RUNNING')?.value,
    total: counts && totalOf(counts, view.status),
    worst: has('FAILED') ? 'FAILED' : has('RUNNING') ? 'RUNNING' : undefined,
    body,
  })
}
