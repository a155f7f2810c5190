import { Suspense, lazy } from 'react'
import { Loading } from '../ui/states.tsx'
import { CouldNot } from './couldnot.tsx'
import { NoRuns } from './noruns.tsx'
import type { useRunList } from './userunlist.ts'
import type { ChangeView, useView } from './useview.ts'
import type { View } from './view.ts'

// What most visits do not show is not loaded at first.
const Nothing = lazy(() => import('./nothing.tsx').then(({ Nothing: one }) => ({ default: one })))

interface NoRowsProps {
  readonly runs: ReturnType<typeof useRunList>
  readonly view: View
  readonly search: ReturnType<typeof useView>['search']
  readonly change: ChangeView
  /** The backends that are asked, if none of them has runs. */
  readonly runless: readonly string[]
}

/** In place of rows: why there are none, or that they are read. */
export function NoRows({ runs: { error, isLoading, reload }, view, search, change, runless }: NoRowsProps) {
  if (runless.length > 0) return <NoRuns names={runless} isChosen={view.backend.length > 0} />
  if (error) return <CouldNot error={error} again={() => void reload()} change={change} asks={view} />
  if (isLoading) return <Loading rows={20} />
  return (
    <Suspense>
      <Nothing view={view} change={change} search={search} />
    </Suspense>
  )
}
