import { useEffect, useRef } from 'react'
import { useWatch } from '../data/live.ts'
import { RunsFailDocument } from './failures.gen.ts'

/** Several runs often fail together: they are one look. */
const pauseMs = 2_000
/** So that one list of failures costs at most so much, however many fail. */
const leastMs = 5_000

/** Looks again soon after a run has failed. What fails outside of runs is found by looking now and then. */
export function useFailing(again: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const lookedAt = useRef(0)
  useWatch(
    RunsFailDocument,
    {},
    {
      next: ({ runsChanged: { kind } }) => {
        if (kind !== 'ENTER' || timer.current !== undefined) return
        const wait = Math.max(pauseMs, lookedAt.current + leastMs - Date.now())
        timer.current = setTimeout(() => {
          timer.current = undefined
          lookedAt.current = Date.now()
          again()
        }, wait)
      },
    },
  )
  useEffect(() => () => clearTimeout(timer.current), [])
}
