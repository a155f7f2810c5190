import { tasksOf } from '../run/tasksof.ts'
import { isOpen } from '../../client/standing.ts'
import type { Bar, Task } from '../timeline/model.ts'
import type { ExecutionHeadFragment } from './execution.gen.ts'
import { nodeTasks } from './nodetasks.ts'
import type { Results } from './useresults.ts'

const at = (text: string | null) => (text === null ? undefined : Date.parse(text))

/** An execution as rows of its timeline: its attempts, the executions it started, and the results of its nodes. */
export function executionTasks(
  execution: ExecutionHeadFragment,
  { edges, outline }: Pick<Results, 'edges' | 'outline'>,
): readonly Task[] {
  const { key, step, flow, status, attempt, attempts } = execution
  const label = step ?? flow
  const bars = (attempts?.nodes ?? []).flatMap((one): Bar[] => {
    const start = at(one.startedAt)
    const end = at(one.finishedAt) ?? (isOpen(one.status) ? undefined : start)
    return start === undefined ? [] : [{ number: one.number, status: one.status, start, end }]
  })
  if (bars.length === 0) bars.push(...wholeOf(execution))
  const note = execution.failure?.summary
  const own: Task = {
    id: key, label, group: label, parent: undefined, status, attempt, bars, readyAt: undefined, note, href: undefined,
  } // prettier-ignore
  const children = childTasks(execution)
  // What a node started is shown once, as the execution.
  const started = new Set(children.map(({ group }) => group))
  const nodes = nodeTasks(outline, edges.map(({ node }) => node)).filter(({ id }) => !started.has(id)) // prettier-ignore
  return [own, ...[...children, ...nodes].map((one) => ({ ...one, parent: key }))]
}

/** Some engines tell when an execution began and ended, and nothing of its attempts. */
function wholeOf({ startedAt, finishedAt, attempt, status }: ExecutionHeadFragment): readonly Bar[] {
  const start = at(startedAt)
  if (start === undefined) return []
  return [{ number: attempt, status, start, end: at(finishedAt) ?? (isOpen(status) ? undefined : start) }]
}

export const childTasks = ({ children }: ExecutionHeadFragment): readonly Task[] =>
  tasksOf({ rows: children?.nodes ?? [], details: new Map() }).map((task) => ({
    ...task,
    readyAt: undefined,
  }))
