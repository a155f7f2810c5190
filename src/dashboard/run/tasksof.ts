import { executionAddress } from '../address/addresses.ts'
import { isOpen } from '../../client/standing.ts'
import { shortNames } from '../timeline/labels.ts'
import type { Bar, Task } from '../timeline/model.ts'
import type { Detail } from './taskdetails.ts'
import type { ShownStep } from './stepslist.ts'
import type { TasksState } from './tasks.ts'
import type { TaskRowFragment } from './tasks.gen.ts'

const at = (text: string | null) => (text === null ? undefined : Date.parse(text))

/** Executions as rows of the timeline. */
export function tasksOf({ rows, details }: Pick<TasksState, 'rows' | 'details'>): readonly Task[] {
  const groups = Map.groupBy(rows, ({ step, flow }) => step ?? flow)
  const hasParents = new Set(rows.map(({ key }) => key))
  return [...groups].flatMap(([group, members]) => {
    const names = shortNames(members.map(({ id }) => id))
    const began = members.map(({ startedAt }) => at(startedAt)).filter((time) => time !== undefined)
    const first = Math.min(
      ...[began.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)],
    )
    return members.map((row, index): Task => {
      const detail = details.get(row.key)
      const isNested = row.parent !== null && hasParents.has(row.parent.key)
      return {
        id: row.key,
        label: members.length === 1 || isNested ? group : names[index]!,
        group,
        parent: row.parent?.key,
        status: row.status,
        attempt: row.attempt,
        bars: barsOf(row, detail),
        readyAt: members.length > 1 && !isNested && Number.isFinite(first) ? first : undefined,
        note: detail?.failure?.summary,
        href: executionAddress(row.key),
      }
    })
  })
}

/** The steps that have not begun, as rows without a bar. */
export const expectedTasks = (steps: readonly ShownStep[]): readonly Task[] =>
  steps
    .filter(({ status }) => status === undefined)
    .map(({ name }) => ({
      id: `step ${name}`,
      label: name,
      group: name,
      parent: undefined,
      status: 'PENDING',
      attempt: 0,
      bars: [],
      readyAt: undefined,
      note: undefined,
      href: undefined,
      isExpected: true,
    }))

function barsOf(row: TaskRowFragment, detail: Detail | undefined): readonly Bar[] {
  const start = at(row.startedAt)
  if (start === undefined) return []
  const attempts = detail?.attempts?.nodes ?? []
  if (attempts.length < 2 || attempts.at(-1)!.number < row.attempt)
    return [
      { number: row.attempt, status: row.status, start, end: at(row.finishedAt) ?? endOfClosed(row, start) },
    ]
  return attempts.flatMap((one): readonly Bar[] => {
    const began = at(one.startedAt)
    const isLast = one.number === row.attempt
    const status = isLast ? row.status : one.status
    return began === undefined
      ? []
      : [
          {
            number: one.number,
            status,
            start: began,
            end: at(isLast ? row.finishedAt : one.finishedAt) ?? (isLast ? endOfClosed(row, began) : began),
          },
        ]
  })
}

/** What is over without an end that is known ends where it began. */
const endOfClosed = ({ status }: TaskRowFragment, start: number) => (isOpen(status) ? undefined : start)
