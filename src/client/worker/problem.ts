import type { Action } from './workqueue.ts'

/** A problem that no handler sees. What a handler throws is in the history of its execution. */
export interface WorkerProblem {
  /**
   * `CLAIM`, `COMPLETE`, `EXTEND`: a call failed and is retried. `LOST`: the lease of an action is no longer held, and
   * its outcome here is dropped. `REFUSED`: the queue accepts no outcome of it.
   */
  readonly what: 'CLAIM' | 'COMPLETE' | 'EXTEND' | 'LOST' | 'REFUSED'
  readonly message: string
  readonly action?: Action
  readonly cause?: unknown
}

export type Tell = (problem: WorkerProblem) => void

/** An `onError` that throws does not stop the worker. */
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
