import { useState } from 'react'
import { change } from '../data/ask.ts'
import { useSignal } from '../data/signal.ts'
import { type Move, stillPending } from './moving.ts'
import { forgetMoves, noteMoves, pendingMoves } from './pendingmoves.ts'
import { CancelQueuedDocument, type QueuedExecutionFragment, RetryQueuedDocument } from './queue.gen.ts'

interface Result {
  readonly ok: boolean
  readonly id: string | null
  readonly problem: { readonly message: string } | null
}

/** Cancels and retries, and knows what of that has not arrived yet. */
export function useMoves(backend: string, rows: readonly QueuedExecutionFragment[], again: () => void) {
  const [problems, setProblems] = useState<readonly string[]>([])
  const pending = stillPending(useSignal(pendingMoves), rows)
  const move = async (how: Move, wanted: readonly QueuedExecutionFragment[]) => {
    const chosen = noteMoves(how, wanted)
    if (chosen.length === 0) return
    setProblems([])
    const drop = (ids: ReadonlySet<string | null>) =>
      forgetMoves(new Set(chosen.filter(({ id }) => ids.has(id)).map(({ key }) => key)))
    try {
      const failed = (await send(how, backend, chosen)).filter(({ ok }) => !ok)
      drop(new Set(failed.map(({ id }) => id)))
      setProblems(failed.flatMap(({ problem }) => (problem ? [problem.message] : [])))
    } catch (error) {
      drop(new Set(chosen.map(({ id }) => id)))
      setProblems([(error as Error).message])
    }
    again()
  }
  return { pending, problems, move, forget: () => setProblems([]) }
}

async function send(
  how: Move,
  backend: string,
  chosen: readonly QueuedExecutionFragment[],
): Promise<readonly Result[]> {
  const input = { backend, ids: chosen.map(({ id }) => id) }
  if (how === 'cancel') return (await change(CancelQueuedDocument, { input })).cancelExecutions?.results ?? []
  return (await change(RetryQueuedDocument, { input })).retryExecutions?.results ?? []
}
