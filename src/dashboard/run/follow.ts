import { ask } from '../data/ask.ts'
import { watch } from '../data/live.ts'
import { errorOf, seldom } from '../data/seldom.ts'
import { type Signal, createSignal } from '../data/signal.ts'
import { onShown } from '../data/shownagain.ts'
import { whenFollowed } from '../data/whenfollowed.ts'
import { mergeSnapshot } from '../../client/live/merge.ts'
import type { Ticks } from '../../client/live/rows.ts'
import {
  RunFollowedDocument,
  type RunFollowedSubscription,
  type RunHeadFragment,
  RunPageDocument,
  type RunStateFragment,
} from './run.gen.ts'

export interface RunName {
  readonly backend: string
  readonly flow: string
  readonly number: string
}

export interface Followed {
  readonly run: RunHeadFragment | null | undefined
  readonly error: Error | undefined
  /** Its backend does not answer: this is the last that was known. */
  readonly isUnavailable: boolean
}

const nothing: Followed = { run: undefined, error: undefined, isUnavailable: false }

/** So often at most the parts that no event has are asked for again: steps, why it failed, the neighbours. */
const againMs = 1_500

/** What is not told is asked for so often. */
const unfollowedMs = 10_000

export interface Following {
  readonly state: Signal<Followed>
  /** Calls back when something of the run has changed, or the execution that it failed by is there. */
  onChange(listener: () => void): () => void
  again(): void
  end(): void
}

/** A run that is kept up to date: what events say at once, and the rest by asking again. */
export function followRun({ backend, flow, number }: RunName): Following {
  const state = createSignal(nothing)
  const listeners = new Set<() => void>()
  const merged = mergeSnapshot<RunStateFragment>(({ id }) => id)
  let head: Followed['run']
  /** Why the last reading failed. Only a later one takes it back, whatever is told meanwhile. */
  let error: Error | undefined

  const show = () => {
    if (asking.isEnded()) return
    const fresh = head && merged.rows().get(head.id)
    const run = head && (fresh ? { ...head, ...fresh } : head)
    state.set({ run, error, isUnavailable: merged.unavailable().has(backend) })
  }
  const asking = seldom(againMs, async () => {
    const loading = merged.load()
    try {
      const reply = await ask(RunPageDocument, { backend, flow, ref: number })
      error = reply.data?.run ? undefined : reply.error
      // A run that is shown stays when its backend does not answer.
      const isNews = head?.failure && !head.failure.execution && reply.data?.run?.failure?.execution
      if (!error) head = reply.data?.run ?? null
      if (isNews) tell(listeners)
      loading.replace({ rows: head ? [stateOf(head)] : [], ticks: reply.ticks })
    } catch (problem) {
      loading.end()
      error = errorOf(problem)
    }
    show()
  })
  const take = (
    { runsChanged: { kind, id, backend: from, run } }: RunFollowedSubscription,
    ticks: Ticks | undefined,
  ) => {
    // A newer run of the flow is where "next" leads.
    if (id !== null && head && id !== head.id)
      return kind === 'ENTER' && !head.next ? asking.ask() : undefined
    const applied = merged.apply({ kind, id, backend: from, row: run, ticks })
    if (applied !== 'changed') return applied === 'stale' ? followed.again() : undefined
    const before = state.get().run
    show()
    tell(listeners)
    // A heartbeat is told whole. What a change of status brings is not.
    if (!before || !run || run.status !== before.status || run.statusReason !== before.statusReason)
      asking.ask()
  }
  const followed = whenFollowed(asking.ask)
  let endAsking = () => {}
  const unfollowed = () => (endAsking = onShown(unfollowedMs, asking.ask))
  const filter = { backend: [backend], flow: [flow] }
  const stop = watch(RunFollowedDocument, { filter }, { next: take, error: unfollowed })
  return {
    state,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    again: asking.ask,
    end() {
      for (const end of [endAsking, asking.end, stop]) end()
    },
  }
}

function tell(listeners: Iterable<() => void>) {
  for (const listener of listeners) listener()
}

const stateOf = ({
  id, number, version, status, statusReason, heartbeatStale, heartbeatAt, finishedAt, durationMs,
}: RunStateFragment): RunStateFragment => ({
  id, number, version, status, statusReason, heartbeatStale, heartbeatAt, finishedAt, durationMs,
}) // prettier-ignore
