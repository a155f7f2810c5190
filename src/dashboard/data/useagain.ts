import { useEffect, useRef } from 'react'
import { type Seldom, seldom } from './seldom.ts'

/** What changes all the time is asked for again so often at most. */
const restMs = 2_000

/** Asks again when a version changes, though not for the first one. */
export function useAgain(again: () => void, version: string) {
  const known = useRef(version)
  const latest = useRef(again)
  latest.current = again
  const asking = useRef<Seldom>(undefined)
  useEffect(() => {
    asking.current = seldom(restMs, async () => latest.current())
    return () => asking.current?.end()
  }, [])
  useEffect(() => {
    if (known.current === version) return
    known.current = version
    asking.current?.ask()
  }, [version])
}
