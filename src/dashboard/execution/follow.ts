import { ask } from '../data/ask.ts'
import { watch } from '../data/live.ts'
import { errorOf, seldom } from '../data/seldom.ts'
import { type Signal, createSignal } from '../data/signal.ts'
import { onShown } from '../data/shownagain.ts'
import { isStopped } from '../data/underway.ts'
import { whenFollowed } from '../data/whenfollowed.ts'
import { mergeSnapshot } from '../../client/live/merge.ts'
import {
  ExecutionFollowedDocument,
  type ExecutionHeadFragment,
  ExecutionPageDocument,
  type ExecutionStateFragment,
} from './execution.gen.ts'
import { lookForChildren } from './newchildren.ts'

export interface FollowedExecution {
  readonly execution: ExecutionHeadFragment | null | undefined
  readonly error: Error | undefined
  readonly isUnavailable: boolean
}

/** So often at most the parts that no event has are asked for again. */
const againMs = 1_000

/** What is not told is asked for so often. */
const unfollowedMs = 10_000

export const notYet: FollowedExecution = { execution: undefined, error: undefined, isUnavailable: false }

export interface FollowingExecution {
  readonly state: Signal<FollowedExecution>
  again(): void
  end(): void
}

/** An execution and its children, kept up to date: what events say at once, and the rest by asking again. */
export function followExecution(key: string): FollowingExecution {
  const state = createSignal(notYet)
  const merged = mergeSnapshot<ExecutionStateFragment>((row) => row.key)
  let head: ExecutionHeadFragment | null | undefined
  /** Why the last reading failed. Only a later one takes it back, whatever is told meanwhile. */
  let error: Error | undefined
  const children = watchOpen(() => asking.ask())

  const show = () => {
    if (asking.isEnded()) return
    const fresh = head && merged.rows().get(head.key)
    const execution = head && (fresh ? { ...head, ...fresh } : head)
    state.set({ execution, error, isUnavailable: merged.unavailable().size > 0 })
  }
  const asking = seldom(againMs, async () => {
    const loading = merged.load()
    try {
      const reply = await ask(ExecutionPageDocument, { id: key })
      error = reply.data?.execution ? undefined : reply.error
      if (!error) head = reply.data?.execution ?? null
      loading.replace({ rows: head ? [stateOf(head)] : [], ticks: reply.ticks })
      children.watch(head?.children?.nodes ?? [])
    } catch (problem) {
      loading.end()
      error = errorOf(problem)
    }
    show()
  })
  const followed = whenFollowed(asking.ask)
  const shown = () => (error ? undefined : (state.get().execution ?? undefined))
  const endLooking = lookForChildren(key, shown, asking.ask)
  let endAsking = () => {}
  const stop = watch(
    ExecutionFollowedDocument,
    { ids: [key] },
    {
      next({ executionsChanged: { kind, backend, execution } }, ticks) {
        const before = state.get().execution
        const applied = merged.apply({ kind, id: execution?.key ?? key, backend, row: execution, ticks })
        followed.told(applied === 'same' && execution !== null)
        if (applied === 'same') return
        show()
        // A heartbeat is told whole. What a change of status brings is not.
        const isOther = !before || !execution || changesOf(before) !== changesOf(execution)
        const isFirstUnderWay = before === undefined && !error
        if (isOther && !isFirstUnderWay && !isStopped(error)) asking.ask()
      },
      reset: followed.lost,
      error: () => (endAsking = onShown(unfollowedMs, asking.ask)),
    },
  )
  return {
    state,
    again: asking.ask,
    end() {
      for (const end of [endAsking, endLooking, asking.end, stop, children.end]) end()
    },
  }
}

const mostWatched = 500

/** Watches those that are not over. What they say is asked for with the rest. */
function watchOpen(onChange: () => void) {
  let ids: string[] = []
  let known: ReadonlyMap<string, string> = new Map()
  let stop = () => {}
  return {
    watch(rows: readonly (Changing & { readonly key: string; readonly finishedAt: string | null })[]) {
      known = new Map(rows.map((row) => [row.key, changesOf(row)]))
      const open = rows.filter(({ finishedAt }) => finishedAt === null).map(({ key }) => key)
      if (open.every((key) => ids.includes(key))) return
      stop()
      ids = open.slice(0, mostWatched)
      stop = watch(
        ExecutionFollowedDocument,
        { ids },
        {
          // It begins with the state of each, which may be newer than what was read.
          next: ({ executionsChanged: { id, execution } }) =>
            execution && known.get(id) === changesOf(execution) ? undefined : onChange(),
        },
      )
    },
    end: () => stop(),
  }
}

type Changing = Pick<ExecutionStateFragment, 'status' | 'statusReason' | 'attempt' | 'nodeCount'>

const changesOf = ({ status, statusReason, attempt, nodeCount }: Changing) =>
  `${status} ${statusReason} ${attempt} ${nodeCount}`

const stateOf = (head: ExecutionHeadFragment): ExecutionStateFragment => {
  const { key, version, status, statusReason, attempt, startedAt, finishedAt, durationMs } = head
  const { heartbeatAt, heartbeatTimeoutMs, nodeCount } = head
  return {
    key, version, status, statusReason, attempt, startedAt, finishedAt, durationMs, heartbeatAt, heartbeatTimeoutMs,
    nodeCount,
  } // prettier-ignore
}
