import { ask } from '../data/ask.ts'
import { endedBadly } from '../../client/standing.ts'
import { TaskDetailsDocument, type TaskDetailsQuery, type TaskRowFragment } from './tasks.gen.ts'

export type Detail = NonNullable<NonNullable<TaskDetailsQuery['executions']>[number]>

/** As many as can be looked up at once. */
const most = 500

/** Attempts and reasons of those that have more than one attempt or have failed. */
export function createDetails() {
  let all: ReadonlyMap<string, Detail> = new Map()
  const read = new Map<string, string>()
  const stampOf = ({ attempt, status }: TaskRowFragment) => `${attempt} ${status}`
  return {
    all: () => all,
    /** Whether there are new ones. */
    async read(rows: readonly TaskRowFragment[]): Promise<boolean> {
      // Metaflow counts from 0.
      const first = rows.some(({ attempt, startedAt }) => attempt === 0 && startedAt !== null) ? 0 : 1
      const wanted = rows
        .filter(
          (row) => (row.attempt > first || endedBadly(row.status)) && read.get(row.key) !== stampOf(row),
        )
        .toSorted((one, other) => Number(endedBadly(other.status)) - Number(endedBadly(one.status)))
        .slice(0, most)
      if (wanted.length === 0) return false
      for (const row of wanted) read.set(row.key, stampOf(row))
      try {
        const { data } = await ask(TaskDetailsDocument, { ids: wanted.map(({ key }) => key) })
        const found = (data?.executions ?? []).flatMap((one) => (one ? [[one.key, one] as const] : []))
        all = new Map([...all, ...found])
        return found.length > 0
      } catch {
        // Without them the whole time is drawn as one bar.
        return false
      }
    },
  }
}
