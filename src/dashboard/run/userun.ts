import { useEffect, useMemo, useState } from 'react'
import { useSignal, createSignal } from '../data/signal.ts'
import { isStopped } from '../data/underway.ts'
import { type Followed, type Following, type RunName, followRun } from './follow.ts'
import { lookForOrigin } from './lateorigin.ts'
import { type Tasks, type TasksState, followTasks } from './tasks.ts'

/** While a run is open, new executions may appear of which nothing tells. */
const lookMs = 5_000

export interface RunShown extends Followed {
  readonly tasks: TasksState
  readonly again: () => void
}

const none = createSignal<Followed>({ run: undefined, error: undefined, isUnavailable: false })
const noTasks = createSignal<TasksState>({
  rows: [],
  details: new Map(),
  isComplete: false,
  error: undefined,
})

/** A run and its executions, kept up to date while the component is shown. */
export function useRun({ backend, flow, number }: RunName): RunShown {
  const [opened, setOpened] = useState<{ name: string; following: Following; tasks: Tasks }>()
  const name = JSON.stringify([backend, flow, number])
  useEffect(() => {
    const following = followRun({ backend, flow, number })
    const tasks = followTasks({ backend, flow, number }, following.again)
    const stop = following.onChange(tasks.more)
    const endLooking = lookForOrigin({ backend, flow, number }, following.state.get, following.again)
    setOpened({ name, following, tasks })
    return () => {
      stop()
      endLooking()
      following.end()
      tasks.end()
    }
  }, [name, backend, flow, number])
  // Another run was opened, and its store is not there yet.
  const current = opened?.name === name ? opened : undefined
  const followed = useSignal(current?.following.state ?? none)
  const tasks = useSignal(current?.tasks.state ?? noTasks)
  const isRunning = followed.run?.status === 'RUNNING'
  useEffect(() => {
    if (!isRunning || !current) return
    const timer = setInterval(() => document.visibilityState === 'visible' && current.tasks.more(), lookMs)
    return () => clearInterval(timer)
  }, [isRunning, current])
  // What could not be read is read as soon as it can be.
  useEffect(() => {
    if ((!followed.error && !tasks.error) || !current) return
    const timer = setInterval(() => {
      if (followed.error && !isStopped(followed.error)) current.following.again()
      if (tasks.error && !isStopped(tasks.error)) current.tasks.more()
    }, lookMs)
    return () => clearInterval(timer)
  }, [followed.error, tasks.error, current])
  const again = () => {
    current?.following.again()
    current?.tasks.more()
  }
  return useMemo(() => ({ ...followed, tasks, again }), [followed, tasks, current]) // oxlint-disable-line react-hooks/exhaustive-deps
}
