import { watch } from '../data/live.ts'
import { seldom } from '../data/seldom.ts'
import { type Signal, createSignal } from '../data/signal.ts'
import { type Merged, mergeSnapshot } from '../../client/live/merge.ts'
import type { RunName } from './follow.ts'
import { createPages } from './taskpages.ts'
import { type Detail, createDetails } from './taskdetails.ts'
import { endedBadly, isOpen } from '../../client/standing.ts'
import { type TaskRowFragment, TasksChangedDocument } from './tasks.gen.ts'

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

/** As many as can be watched at once. */
const most = 500
/** What changes at once is shown together. */
const togetherMs = 80
const watchMs = 2_000

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
  const watching = createWatching(merged, (isNews) => {
    showSoon()
    if (!isNews) return
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

const newsOf = ({ status, statusReason, attempt, nodeCount }: TaskRowFragment) =>
  `${status} ${statusReason} ${attempt} ${nodeCount}`

/** Watches those that can change: the open ones, then the failed ones, which can be tried again. */
function createWatching(merged: Merged<TaskRowFragment>, onChange: (isNews: boolean) => void) {
  let watched: ReadonlySet<string> = new Set()
  let newest: readonly TaskRowFragment[] = []
  let stop = () => {}
  // Each other choice is a subscription that begins anew, with the state of all of them.
  const choosing = seldom(watchMs, async () => {
    const wanted = [
      ...newest.filter(({ status }) => isOpen(status)),
      ...newest.filter(({ status }) => endedBadly(status)),
    ]
      .slice(0, most)
      .map(({ key }) => key)
    if (wanted.every((key) => watched.has(key))) return
    stop()
    watched = new Set(wanted)
    stop = watch(
      TasksChangedDocument,
      { ids: wanted },
      {
        next({ executionsChanged: { kind, id, backend, execution } }, ticks) {
          const before = merged.rows().get(id)
          if (merged.apply({ kind, id, backend, row: execution, ticks }) !== 'changed') return
          // A heartbeat, or a node that is done, brings no other execution.
          onChange(!before || !execution || newsOf(before) !== newsOf(execution))
        },
      },
    )
  })
  return {
    follow(rows: readonly TaskRowFragment[]) {
      newest = rows
      choosing.ask()
    },
    end() {
      choosing.end()
      stop()
    },
  }
}
