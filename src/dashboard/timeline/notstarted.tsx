import { isOver } from '../../client/standing.ts'
import { counted } from '../format/numbers.ts'
import { Empty } from '../ui/states.tsx'
import type { Task } from './model.ts'

/** Nothing has a time: whether it may still come. */
export function NotStarted({ tasks }: { tasks: readonly Task[] }) {
  if (tasks.length === 0) return <Empty title="Nothing is recorded here yet" />
  if (tasks.every(({ status }) => isOver(status)))
    return (
      <Empty title="It never started">
        <p>It ended before that, so that there is no time to show.</p>
      </Empty>
    )
  return (
    <Empty title="It has not started yet">
      <p>
        {tasks.length === 1 ? 'It is drawn here' : `${counted(tasks.length, 'row')} are drawn here`} from its
        start on.
      </p>
    </Empty>
  )
}
