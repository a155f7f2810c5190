import { settings } from '../frame/settings.ts'
import { useSignal } from '../data/signal.ts'
import { Bar } from '../filter/bar.tsx'
import type { RunFilter } from '../schema.gen.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { ColumnsMenu } from '../columns/menu.tsx'
import { type RunColumn, runColumns } from './columns.ts'
import { StatusChips } from './chips.tsx'
import { BackendFilter, DurationFilter, FlowFilter, TagFilter, UserFilter } from '../filter/filters.tsx'
import { TimeRange, rangeSentence } from '../filter/timerange.tsx'
import type { ChangeView } from './useview.ts'
import { type View, conditionsOf } from './view.ts'

const cleared = ['status', 'flow', 'user', 'tag', 'alltag', 'backend', 'q', 'min', 'max']

interface FilterBarProps {
  readonly view: View
  readonly change: ChangeView
  readonly filter: RunFilter
  /** The columns, if nobody has chosen others. */
  readonly usual: readonly RunColumn[]
  /** The flow and its backend are not for choosing. */
  readonly hasFlow: boolean
}

/** What is shown of the runs. */
export function FilterBar({ view, change, filter, usual, hasFlow }: FilterBarProps) {
  const { status: _, ...counted } = filter
  const conditions = conditionsOf(hasFlow ? { ...view, flow: [], backend: [] } : view)
  return (
    <Bar
      name="Filter of runs"
      chips={<StatusChips status={view.status} filter={counted} change={change} />}
      fields={
        <>
          {!hasFlow && <FlowFilter view={view} change={change} />}
          <UserFilter view={view} change={change} filter={counted} />
          <TagFilter view={view} change={change} filter={counted} />
          {!hasFlow && <BackendFilter view={view} change={change} of="runs" />}
          <DurationFilter view={view} change={change} />
        </>
      }
      set={conditions.length}
      onClear={() => change(Object.fromEntries(cleared.map((key) => [key, undefined])))}
      strange={view.strange}
      onDrop={change}
      more={
        <>
          {!view.group && (
            <ColumnsMenu of={runColumns} shown={view.cols ?? usual} usual={usual} change={change} />
          )}
          <GroupMenu view={view} change={change} />
        </>
      }
      time={<TimeRange view={view} change={change} />}
    />
  )
}

function GroupMenu({ view, change }: Pick<FilterBarProps, 'view' | 'change'>) {
  const choices = { none: 'No groups', flow: 'By flow', user: 'By user' } as const
  return (
    <Menu
      align="end"
      trigger={<Button look="plain">{view.group ? choices[view.group] : 'Group'}</Button>}
      items={Object.entries(choices).map(([group, text]) => ({
        text,
        isOn: (view.group ?? 'none') === group,
        onSelect: () => change({ group: group === 'none' ? undefined : group }),
      }))}
    />
  )
}

/** The window that is looked at, for sentences. */
export function useWindowWords(view: Pick<View, 'from' | 'to'>) {
  const { zone } = useSignal(settings)
  return rangeSentence(view, zone)
}
