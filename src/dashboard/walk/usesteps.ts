import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSignal } from '../data/signal.ts'
import { type Steps, type Walk, continued, noteSeen, stepsAround, walk } from './walk.ts'

export type Walked = Steps & { readonly hasMore: boolean }

/** Reads the list of an address up to one of its rows: the page was loaded anew and has forgotten it. */
export type ReadWalk = (list: string, id: string) => Promise<Walk>

/** What stands around something in the list that it was opened from. `undefined`: it was opened by a link. */
export function useSteps(id: string, readWalk: ReadWalk): Walked | undefined {
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
      const found = await readWalk(list, id)
      if (!isOver) walk.set(found)
    }
    void read()
    return () => {
      isOver = true
    }
  }, [list, id, walked, readWalk])
  const isLast = steps !== undefined && steps.next === undefined
  useEffect(() => {
    if (!isLast || !walked?.hasMore) return
    const read = async () => {
      const order = await walked.more()
      if (walk.get() === walked && order.ids.length > walked.ids.length) walk.set(continued(walked, order))
    }
    void read()
  }, [isLast, walked])
  return steps && { ...steps, hasMore: walked?.hasMore ?? false }
}
