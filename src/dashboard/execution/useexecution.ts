import { useEffect, useLayoutEffect, useState } from 'react'
import { isStopped } from '../data/underway.ts'
import { createSignal, useSignal } from '../data/signal.ts'
import { type FollowedExecution, type FollowingExecution, followExecution, notYet } from './follow.ts'

const againMs = 5_000
const none = createSignal(notYet)

/** An execution, kept up to date while the component is shown. */
export function useExecution(key: string): FollowedExecution & { readonly again: () => void } {
  const [opened, setOpened] = useState<{ key: string; following: FollowingExecution }>()
  useLayoutEffect(() => {
    const following = followExecution(key)
    setOpened({ key, following })
    return following.end
  }, [key])
  // Another one was opened, and its store is not there yet.
  const current = opened?.key === key ? opened.following : undefined
  const followed = useSignal(current?.state ?? none)
  // What could not be read is read as soon as it can be.
  useEffect(() => {
    if (!followed.error || isStopped(followed.error)) return
    const timer = setInterval(() => current?.again(), againMs)
    return () => clearInterval(timer)
  }, [followed.error, current])
  return { ...followed, again: () => current?.again() }
}
