import { useSignal } from '../data/signal.ts'
import { now } from '../data/clock.ts'
import { droppable } from '../filter/words.ts'
import { spanWords } from '../filter/timewords.ts'
import { settings } from '../frame/settings.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/states.tsx'
import type { RunList } from './userunlist.ts'

/** No run is there, and which condition keeps them away. */
export function NoRuns({ list: { conditions, change } }: { list: RunList }) {
  const { zone } = useSignal(settings)
  return (
    <Empty title="No run matches">
      <p>{spanWords(conditions, now(), zone)}</p>
      {droppable(conditions).map((one) => (
        <Button key={one.name} onClick={() => change(one.change)}>
          Without {one.name} {one.value}
        </Button>
      ))}
    </Empty>
  )
}
