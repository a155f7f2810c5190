import { now } from '../data/clock.ts'
import { Bar } from '../filter/bar.tsx'
import { BackendFilter, DurationFilter, FlowFilter, TagFilter } from '../filter/filters.tsx'
import { FacetFilter } from '../filter/facetfilter.tsx'
import { ColumnsMenu } from '../columns/menu.tsx'
import { TimeRange } from '../filter/timerange.tsx'
import type { ChangeView } from '../runs/useview.ts'
import { filterOf } from '../runs/view.ts'
import { listText } from '../address/lists.ts'
import { Icon } from '../ui/icon.tsx'
import { type Counts, ExecutionChips } from './chips.tsx'
import { type ExecutionColumn, executionColumns } from './columns.ts'
import { type ExecutionView, executionConditionsOf } from './view.ts'
import styles from './executions.module.css'
import { useMemo } from 'react'

interface BarProps {
  readonly view: ExecutionView
  readonly counts: Counts | undefined
  readonly change: ChangeView
  /** The columns, if nobody has chosen others. */
  readonly usual: readonly ExecutionColumn[]
}

const cleared = ['status', 'flow', 'tag', 'alltag', 'backend', 'source', 'failureGroup', 'min', 'max']

/** What is shown of the executions, in the same words as of runs. */
export function ExecutionFilterBar({ view, counts, change, usual }: BarProps) {
  const { common, status, source, failureGroup, cols, strange } = view
  // Tags are counted among the runs of that time: those of executions are not.
  const runs = useMemo(
    () =>
      filterOf(
        {
          ...common,
          status: [],
          tag: [],
          alltag: [],
          sort: { field: 'STARTED', isDescending: true },
          group: undefined,
        },
        now(),
      ),
    [common],
  )
  return (
    <Bar
      name="Filter of executions"
      isTight
      chips={<ExecutionChips chosen={status} counts={counts} change={change} />}
      fields={
        <>
          <FlowFilter view={common} change={change} />
          <TagFilter view={common} change={change} filter={runs} />
          <FacetFilter name="Source" chosen={source} onChoose={(next) => change({ source: listText(next) })}>
            {(_, list) => list([], source.length === 0 && <p>Type a source, such as “api”.</p>)}
          </FacetFilter>
          <BackendFilter view={common} change={change} />
          <DurationFilter view={common} change={change} />
          {failureGroup.map((id) => (
            <button
              key={id}
              type="button"
              className={styles['group']}
              aria-label={`Without the failure group ${id}`}
              onClick={() => change({ failureGroup: listText(failureGroup.filter((one) => one !== id)) })}
            >
              <span className="cut">Failure group {id.slice(0, 10)}</span>
              <Icon of="close" size={12} />
            </button>
          ))}
        </>
      }
      set={executionConditionsOf(view).length}
      onClear={() => change(Object.fromEntries(cleared.map((key) => [key, undefined])))}
      strange={strange}
      onDrop={change}
      more={<ColumnsMenu of={executionColumns} shown={cols ?? usual} usual={usual} change={change} />}
      time={<TimeRange view={common} change={change} />}
    />
  )
}
