import { useAsk } from '../data/ask.ts'
import { countOf } from '../format/numbers.ts'
import type { RunFilter } from '../schema.gen.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/states.tsx'
import { useWindowWords } from './filterbar.tsx'
import { RunCountsDocument } from './list.gen.ts'
import type { ChangeView } from './useview.ts'
import { type View, always, conditionsOf, filterOf, viewOf } from './view.ts'
import { now } from '../data/clock.ts'
import { useMemo } from 'react'

interface NothingProps {
  readonly view: View
  readonly change: ChangeView
  readonly search: Parameters<typeof viewOf>[0]
}

/** Why a list is empty: which conditions empty it, each with what would be there without it. */
export function Nothing({ view, change, search }: NothingProps) {
  const words = useWindowWords(view)
  const conditions = conditionsOf(view)
  return (
    <Empty title={conditions.length === 0 ? 'No run began in this time' : 'No run matches'}>
      <p>{words}</p>
      {conditions.map(({ key, words: condition }) => (
        <Without
          key={key}
          name={condition}
          view={viewOf({ ...search, [key]: undefined })}
          onDrop={() => change({ [key]: undefined })}
        />
      ))}
      {(view.from !== always || view.to !== undefined) && (
        <Without
          name="a bound of time"
          view={{ ...view, from: always, to: undefined }}
          onDrop={() => change({ from: always, to: undefined })}
        />
      )}
    </Empty>
  )
}

function Without({ name, view, onDrop }: { name: string; view: View; onDrop: () => void }) {
  const filter = useMemo<RunFilter>(() => filterOf(view, now()), [JSON.stringify(view)])
  const { data } = useAsk(RunCountsDocument, { filter })
  const counts = data?.statusCounts?.counts
  const value = counts?.reduce((sum, one) => sum + one.value, 0)
  const isExact = counts?.every((one) => one.isExact) ?? true
  return (
    <Button onClick={onDrop}>
      Without {name}
      {value !== undefined && <span className="muted">{countOf({ value, isExact })} would match</span>}
    </Button>
  )
}
