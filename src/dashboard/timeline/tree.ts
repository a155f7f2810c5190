import { endedBadly, isFailed, isOpen } from '../../client/standing.ts'
import { worstOf } from '../status/standing.ts'
import { type Status, statusOf, worstFirst } from '../status/statuses.ts'
import { type Bar, type Task, endOf, startOf, tookMs } from './model.ts'

export type Order = 'start' | 'duration' | 'status'
export type Only = 'all' | 'running' | 'failed' | 'cancelled'

/** A row, with those that fold into it. */
export interface Branch {
  readonly id: string
  readonly label: string
  readonly status: Status
  readonly bars: readonly Bar[]
  /** `undefined`: it stands for all tasks of a group. */
  readonly task: Task | undefined
  readonly branches: readonly Branch[]
  /** The tasks below it. */
  readonly count: number
  readonly failed: number
  /** When those of its tasks ended that failed or were cancelled, if these are few: the first ones. */
  readonly failedAt: readonly number[]
}

export interface Arranging {
  readonly order: Order
  readonly only: Only
  readonly isGrouped: boolean
  readonly now: number
}

const badness = new Map(worstFirst.map((status, index) => [status, index]))

const isOf: Record<Only, (task: Pick<Task, 'status' | 'isExpected'>) => boolean> = {
  all: () => true,
  running: ({ status, isExpected }) => isOpen(status) && !isExpected,
  failed: ({ status }) => isFailed(status),
  cancelled: ({ status }) => status === 'CANCELLED',
}

export const matches = (task: Pick<Task, 'status' | 'isExpected'>, only: Only) => isOf[only](task)

/** The tasks as a tree: below the task that started them, or below their group, or all beside each other. */
export function arranged(tasks: readonly Task[], arranging: Arranging): readonly Branch[] {
  const known = new Set(tasks.map(({ id }) => id))
  const isNested = tasks.some(({ parent }) => parent !== undefined && known.has(parent))
  if (!arranging.isGrouped) return sorted(leaves(tasks, arranging), arranging)
  return isNested ? nested(tasks, known, arranging) : grouped(tasks, arranging)
}

const leaves = (tasks: readonly Task[], { only }: Arranging) =>
  tasks.filter((task) => matches(task, only)).map((task) => branchOf(task, []))

function nested(tasks: readonly Task[], known: ReadonlySet<string>, arranging: Arranging): readonly Branch[] {
  const below = Map.groupBy(tasks, ({ id, parent }) =>
    parent !== undefined && parent !== id && known.has(parent) ? parent : undefined,
  )
  const seen = new Set<string>()
  const within = (parent: string | undefined): readonly Branch[] => {
    const found = (below.get(parent) ?? []).filter(({ id }) => !seen.has(id))
    for (const { id } of found) seen.add(id)
    const branches = found
      .map((task) => branchOf(task, within(task.id)))
      .filter((one) => one.branches.length > 0 || matches(one.task!, arranging.only))
    return sorted(branches, arranging)
  }
  const roots = within(undefined)
  // Who started whom in a circle is shown beside the others.
  const lost = tasks.filter(({ id }) => !seen.has(id))
  return lost.length === 0 ? roots : [...roots, ...sorted(leaves(lost, arranging), arranging)]
}

function grouped(tasks: readonly Task[], arranging: Arranging): readonly Branch[] {
  const groups = Map.groupBy(tasks, ({ group }) => group)
  const branches = [...groups].flatMap(([group, members]) => {
    const found = sorted(leaves(members, arranging), arranging)
    if (found.length === 0) return []
    return members.length === 1
      ? found.map((one) => ({ ...one, label: group }))
      : [groupOf(group, members, found)]
  })
  return sorted(branches, arranging)
}

const branchOf = (task: Task, branches: readonly Branch[]): Branch => ({
  id: task.id,
  label: task.label,
  status: statusOf(task.status),
  bars: task.bars,
  task,
  branches,
  count: branches.reduce((sum, one) => sum + one.count + 1, 0),
  failed: branches.reduce((sum, one) => sum + one.failed + (isFailed(one.status) ? 1 : 0), 0),
  failedAt: [],
})

function groupOf(group: string, members: readonly Task[], branches: readonly Branch[]): Branch {
  const status = worstOf(members.map((one) => one.status)) ?? 'UNKNOWN'
  const bad = members.filter((one) => endedBadly(one.status))
  const started = members.filter(({ bars }) => bars.length > 0)
  const start = Math.min(...started.map((one) => startOf(one)!))
  const isRunning = started.some(({ bars }) => bars.at(-1)!.end === undefined)
  const end = isRunning ? undefined : Math.max(...started.map((one) => endOf(one, 0)!))
  return {
    id: `group ${group}`,
    label: group,
    status,
    bars:
      started.length === 0
        ? []
        : [
            {
              number: 1,
              status: isLikeMost(bad.length, members.length) ? mostOf(members) : status,
              start,
              end,
            },
          ],
    task: undefined,
    branches,
    count: members.length,
    failed: members.filter((one) => isFailed(one.status)).length,
    failedAt: isLikeMost(bad.length, members.length)
      ? bad.flatMap((one) => endOf(one, 0) ?? []).slice(0, mostMarks)
      : [],
  }
}

const mostMarks = 100

/** Of many of which few ended badly, the bar has the colour of the others, with marks where these ended. */
const isLikeMost = (bad: number, all: number) => bad > 0 && bad < all / 10

function mostOf(all: readonly Task[]): Status {
  const counts = Map.groupBy(all, ({ status }) => statusOf(status))
  return [...counts].toSorted((one, other) => other[1].length - one[1].length)[0]![0]
}

function sorted(branches: readonly Branch[], { order, now }: Arranging): readonly Branch[] {
  const never = Number.POSITIVE_INFINITY
  const keys: Record<Order, (one: Branch) => number> = {
    start: (one) => startOf(one) ?? never,
    duration: (one) => -(tookMs(one, now) ?? -never),
    status: (one) => badness.get(one.status)!,
  }
  const key = keys[order]
  return branches
    .map((one) => ({ one, key: key(one), start: keys.start(one) }))
    .toSorted((a, b) => compared(a.key, b.key) || compared(a.start, b.start))
    .map(({ one }) => one)
}

const compared = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1)
