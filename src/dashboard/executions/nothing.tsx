import { useMemo } from 'react'
import type { Search } from '../address/query.ts'
import { useAsk } from '../data/ask.ts'
import { now } from '../data/clock.ts'
import { countOf } from '../format/numbers.ts'
import { useWindowWords } from '../runs/filterbar.tsx'
import type { Change, ChangeView } from '../runs/useview.ts'
import { always } from '../runs/view.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/states.tsx'
import { ExecutionCountsDocument } from './executions.gen.ts'
import { type ExecutionView, executionConditionsOf, executionFilterOf, executionViewOf } from './view.ts'

interface NothingProps {
  readonly view: ExecutionView
  readonly search: Search
  readonly change: ChangeView
}

/** Why the list is empty: which conditions empty it, each with what would be there without it. */
export function NoExecutions({ view, search, change }: NothingProps) {
  const words = useWindowWords(view.common)
  const conditions = executionConditionsOf(view)
  const title = conditions.length === 0 ? 'No execution began in this time' : 'No execution matches'
  const { from, to } = view.common
  return (
    <Empty title={title}>
      <p>{words}</p>
      {conditions.map(({ key, words: condition }) => (
        <Without key={key} name={condition} search={search} drop={{ [key]: undefined }} change={change} />
      ))}
      {(from !== always || to !== undefined) && (
        <Without
          name="a bound of time"
          search={search}
          drop={{ from: always, to: undefined }}
          change={change}
        />
      )}
    </Empty>
  )
}

interface WithoutProps {
  readonly name: string
  readonly search: Search
  readonly drop: Change
  readonly change: ChangeView
}

function Without({ name, search, drop, change }: WithoutProps) {
  const text = JSON.stringify([search, drop])
  const filter = useMemo(() => executionFilterOf(executionViewOf({ ...search, ...drop }), now()), [text])
  const counts = useAsk(ExecutionCountsDocument, { filter }).data?.executionStats?.counts
  const value = counts?.reduce((sum, one) => sum + one.value, 0)
  const isExact = counts?.every((one) => one.isExact) ?? true
  return (
    <Button onClick={() => change(drop)}>
      Without {name}
      {value !== undefined && <span className="muted">{countOf({ value, isExact })} would match</span>}
    </Button>
  )
}
