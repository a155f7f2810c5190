import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { runAddress } from '../address/addresses.ts'
import { useSignal } from '../data/signal.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { type Steps, continued, noteSeen, stepsAround, walk } from '../runs/walk.ts'
import { partsOfRunId } from '../why/ids.ts'
import type { RunName } from './follow.ts'
import type { RunHeadFragment } from './run.gen.ts'

export type Walked = Steps & { readonly hasMore: boolean }

/**
 * The list that the run was opened from, and what stands around the run there. One may walk on before the run has been
 * read.
 */
export function useWalk({ backend, flow, number }: RunName, run: Neighbours | null | undefined) {
  const id = `${backend}:${flow}/${number}`
  const list = useRouterState({ select: ({ location }) => location.state.list })
  const place = useRouterState({ select: ({ location }) => location.state.__TSR_index })
  const kept = useSignal(walk)
  const walked = kept && kept.list === list ? kept : undefined
  const steps = walked && stepsAround(walked.ids, id)
  useEffect(() => {
    if (list !== undefined) noteSeen({ list, id, place })
  }, [list, id, place])
  useEffect(() => {
    if (list === undefined || walked) return
    let isOver = false
    const read = async () => {
      const { readWalk } = await import('../runs/readwalk.ts')
      const found = await readWalk(list, id)
      if (!isOver) walk.set(found)
    }
    void read()
    return () => {
      isOver = true
    }
  }, [list, id, walked])
  const isLast = steps !== undefined && steps.next === undefined
  useEffect(() => {
    if (!isLast || !walked?.hasMore) return
    const read = async () => {
      const order = await walked.more()
      if (walk.get() === walked && order.ids.length > walked.ids.length) walk.set(continued(walked, order))
    }
    void read()
  }, [isLast, walked])
  useWalkKeys(steps ?? aroundInFlow(run))
  return steps && { ...steps, hasMore: walked?.hasMore ?? false }
}

type Neighbours = Pick<RunHeadFragment, 'backend' | 'flow' | 'previous' | 'next'>

/** Without a list, the runs of the flow are walked, as they stand in its list: the newest first. */
function aroundInFlow(run: Neighbours | null | undefined): Pick<Steps, 'previous' | 'next'> {
  const idOf = (one: { number: number } | null | undefined) =>
    run && one ? `${run.backend}:${run.flow}/${one.number}` : undefined
  return { previous: idOf(run?.next), next: idOf(run?.previous) }
}

/** Where rows have the focus. */
const rows = '#main :is([role=grid], [role=tree], [data-index])'

function useWalkKeys({ previous, next }: Pick<Steps, 'previous' | 'next'>) {
  const navigate = useNavigate()
  const go = (id: string | undefined) => (event: KeyboardEvent) => {
    // Within rows of the page, these keys move there.
    if (event.key.startsWith('Arrow') || document.activeElement?.closest(rows)) return false
    // Back leads to the list, whatever was walked.
    if (id !== undefined)
      void navigate({ to: runAddress(partsOfRunId(id)), search: true, state: true, replace: true })
    return true
  }
  useKeys({ walkOn: go(next), walkBack: go(previous) })
}
