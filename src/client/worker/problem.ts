import type { Action } from './workqueue.ts'

/** Something that a handler does not see: what it throws itself is in the history of its execution. */
export interface WorkerProblem {
  /**
   * `CLAIM`, `COMPLETE`, `EXTEND`: a call failed, and is made again. `LOST`: an action is held by nobody or somebody else,
   * and what came of it here is dropped. `REFUSED`: the queue takes no word of it.
   */
  readonly what: 'CLAIM' | 'COMPLETE' | 'EXTEND' | 'LOST' | 'REFUSED'
  readonly message: string
  readonly action?: Action
  readonly cause?: unknown
}

export type Tell = (problem: WorkerProblem) => void

/** Whoever is told cannot stop the worker by failing. */
export const telling =
  (onError: Tell = log): Tell =>
  (problem) => {
    try {
      onError(problem)
    } catch (error) {
      log({ ...problem, cause: error })
    }
  }

function log({ what, message, action }: WorkerProblem) {
  const where = action ? ` (${action.executionId}, ${action.nodeId})` : ''
  console.error(`execgraph worker: ${what}: ${message}${where}`)
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
