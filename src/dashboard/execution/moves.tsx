import { useState } from 'react'
import { change } from '../data/ask.ts'
import { errorOf } from '../data/seldom.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { type Move, canCancel, canRetry } from '../queue/moving.ts'
import { forgetMoves, noteMoves, pendingMoves } from '../queue/pendingmoves.ts'
import { wordOf } from '../status/statuses.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import {
  CancelExecutionDocument,
  type ExecutionHeadFragment,
  RetryExecutionDocument,
} from './execution.gen.ts'
import styles from './execution.module.css'

const words = {
  retry: { title: 'Retry this execution?', button: 'Retry', doing: 'retrying…' },
  cancel: { title: 'Cancel this execution?', button: 'Cancel the execution', doing: 'cancelling…' },
} as const

/** Retry or cancel, after a confirmation. Until the change arrives it says that it is under way. */
export function Moves({ execution }: { execution: ExecutionHeadFragment }) {
  const [asked, setAsked] = useState<Move>()
  const pending = useSignal(pendingMoves).get(execution.key)
  // Another version than when it was asked for is the change. A dialog stays until it is answered.
  if (!asked && pending?.version === execution.version)
    return (
      <span className="muted" role="status">
        {words[pending.move].doing}
      </span>
    )
  return (
    <>
      {canRetry(execution) && (
        <Button icon="retry" onClick={() => setAsked('retry')}>
          Retry
        </Button>
      )}
      {canCancel(execution) && (
        <Button icon="cancel" onClick={() => setAsked('cancel')}>
          Cancel
        </Button>
      )}
      {asked && <Confirmation kind={asked} execution={execution} onClose={() => setAsked(undefined)} />}
    </>
  )
}

interface ConfirmationProps {
  readonly kind: Move
  readonly execution: ExecutionHeadFragment
  readonly onClose: () => void
}

function Confirmation({ kind, execution, onClose }: ConfirmationProps) {
  const [state, setState] = useState<{ isSending: boolean; problem?: string }>({ isSending: false })
  const { id, backend, flow, step, status } = execution
  const { title, button } = words[kind]
  const send = async () => {
    if (state.isSending || noteMoves(kind, [execution]).length === 0) return
    setState({ isSending: true })
    const refuse = (problem: string) => {
      forgetMoves(new Set([execution.key]))
      setState({ isSending: false, problem })
    }
    try {
      const input = { ids: [id], backend }
      const results =
        kind === 'retry'
          ? (await change(RetryExecutionDocument, { input })).retryExecutions?.results
          : (await change(CancelExecutionDocument, { input })).cancelExecutions?.results
      const [result] = results ?? []
      if (result?.ok) return onClose()
      refuse(result?.problem?.message ?? 'It was refused.')
    } catch (error) {
      refuse(errorOf(error).message)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={styles['confirmation']}>
        <p>
          <b className={styles['breaks']}>{directionsShown(step ?? flow)}</b> of {directionsShown(flow)} in{' '}
          {backend}, {wordOf(status).toLowerCase()}.{' '}
          {kind === 'retry'
            ? 'A new attempt continues with the nodes that are not finished.'
            : 'Its waiting actions are removed. What a worker is doing now is refused when it is done.'}
        </p>
        {state.problem !== undefined && (
          <p role="alert" className={styles['problem']}>
            {state.problem}
          </p>
        )}
        <div className={styles['buttons']}>
          <Button look="filled" aria-disabled={state.isSending} onClick={() => void send()}>
            {button}
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </div>
      </div>
    </Dialog>
  )
}
