import { ask } from '../data/ask.ts'
import { watch } from '../data/live.ts'
import { errorOf, seldom } from '../data/seldom.ts'
import { type Signal, createSignal } from '../data/signal.ts'
import { type Merged, mergeSnapshot } from '../../client/live/merge.ts'
import type { RunName } from './follow.ts'
import {
  TaskDetailsDocument,
  type TaskDetailsQuery,
  type TaskRowFragment,
  RunTasksDocument,
  TasksChangedDocument,
} from './tasks.gen.ts'

export type Detail = NonNullable<NonNullable<TaskDetailsQuery['executions']>[number]>

export interface TasksState {
  readonly rows: readonly TaskRowFragment[]
  readonly details: ReadonlyMap<string, Detail>
  /** All pages have been read. */
  readonly isComplete: boolean
  readonly error: Error | undefined
}

export interface Tasks {
  readonly state: Signal<TasksState>
  /** Asks for those that have begun since. */
  more(): void
  end(): void
}

/** As many as can be watched, or looked up, at once. */
const most = 500
/** What changes at once is shown together. */
const togetherMs = 80
const moreMs = 700

const isFailed = ({ status }: TaskRowFragment) => ['FAILED', 'TIMED_OUT', 'CANCELLED'].includes(status)
const isOpen = ({ status }: TaskRowFragment) => ['PENDING', 'RUNNING', 'WAITING', 'PAUSED'].includes(status)

/**
 * The executions of a run: read by pages, the open and the failed ones kept up to date by events. `onNews`: one has begun
 * or has changed.
 */
export function followTasks(name: RunName, onNews: () => void): Tasks {
  const merged = mergeSnapshot<TaskRowFragment>(({ key }) => key)
  const details = createDetails()
  const state = createSignal<TasksState>({
    rows: [],
    details: new Map(),
    isComplete: false,
    error: undefined,
  })
  let [isEnded, isComplete] = [false, false]
  let timer: ReturnType<typeof setTimeout> | undefined
  let error: Error | undefined
  let known = 0

  const show = () => {
    if (isEnded) return
    const rows = [...merged.rows().values()]
    state.set({ rows, details: details.all(), isComplete, error })
    if (isComplete) watching.follow(rows)
    void details.read(rows).then((isNew) => isNew && showSoon())
  }
  const showSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      show()
    }, togetherMs)
  }
  const watching = createWatching(merged, () => {
    showSoon()
    pages.more()
    onNews()
  })
  const pages = createPages(name, merged, (end) => {
    if (isComplete && merged.rows().size > known) onNews()
    known = merged.rows().size
    if (end.isComplete) isComplete = true
    error = end.error
    show()
  })
  pages.more()
  return {
    state,
    more: pages.more,
    end() {
      isEnded = true
      clearTimeout(timer)
      pages.end()
      watching.end()
    },
  }
}

/** Reads page by page; later on the last page again, where new ones appear. */
function createPages(
  { backend, flow, number }: RunName,
  merged: Merged<TaskRowFragment>,
  onPage: (end: { isComplete: boolean; error: Error | undefined }) => void,
) {
  let after: string | undefined
  const page = async (): Promise<boolean> => {
    const loading = merged.load()
    try {
      const name = { backend, flow, ref: number }
      const { data, error, ticks } = await ask(RunTasksDocument, {
        ...name,
        ...(after !== undefined && { after }),
      })
      const found = data?.run?.executions
      if (!found) throw error ?? new Error('The executions of the run could not be read.')
      loading.add({ rows: found.nodes, ticks })
      const { hasNextPage, endCursor } = found.pageInfo
      if (hasNextPage && endCursor !== null) after = endCursor
      if (!reading.isEnded()) onPage({ isComplete: !hasNextPage, error: undefined })
      return hasNextPage && endCursor !== null
    } catch (error) {
      loading.end()
      if (!reading.isEnded()) onPage({ isComplete: false, error: errorOf(error) })
      return false
    }
  }
  const reading = seldom(moreMs, async () => {
    let hasMore = true
    while (hasMore) hasMore = (await page()) && !reading.isEnded()
  })
  return { more: reading.ask, end: reading.end }
}

/** Watches those that can change: the open ones, then the failed ones, which can be tried again. */
function createWatching(merged: Merged<TaskRowFragment>, onChange: () => void) {
  let watched: ReadonlySet<string> = new Set()
  let stop = () => {}
  return {
    follow(rows: readonly TaskRowFragment[]) {
      const wanted = [...rows.filter(isOpen), ...rows.filter(isFailed)].slice(0, most).map(({ key }) => key)
      if (wanted.every((key) => watched.has(key))) return
      stop()
      watched = new Set(wanted)
      stop = watch(
        TasksChangedDocument,
        { ids: wanted },
        {
          next({ executionsChanged: { kind, id, backend, execution } }, ticks) {
            if (merged.apply({ kind, id, backend, row: execution, ticks }) === 'changed') onChange()
          },
        },
      )
    },
    end: () => stop(),
  }
}

/** Attempts and reasons of those that have more than one attempt or have failed. */
function createDetails() {
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
        .filter((row) => (row.attempt > first || isFailed(row)) && read.get(row.key) !== stampOf(row))
        .toSorted((one, other) => Number(isFailed(other)) - Number(isFailed(one)))
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
