import type { ReactNode } from 'react'
import { count } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { type Move, canCancel, canRetry } from './moving.ts'
import type { QueuedExecutionFragment } from './queue.gen.ts'
import table from '../ui/table.module.css'

interface ToolsProps {
  readonly chosen: readonly QueuedExecutionFragment[]
  readonly onMove: (move: Move, rows: readonly QueuedExecutionFragment[]) => void
  readonly children: ReactNode
}

/** What can be done to the selected ones. */
export function SelectionTools({ chosen, onMove, children }: ToolsProps) {
  const [cancelled, retried] = [chosen.filter(canCancel), chosen.filter(canRetry)]
  return (
    <div className={table['bar']}>
      {children}
      <span className="muted" role="status">
        {chosen.length > 0 && `${count(chosen.length)} selected`}
      </span>
      <div className={table['end']}>
        <Button icon="retry" disabled={retried.length === 0} onClick={() => onMove('retry', retried)}>
          Retry…
        </Button>
        <Button icon="cancel" disabled={cancelled.length === 0} onClick={() => onMove('cancel', cancelled)}>
          Cancel…
        </Button>
      </div>
    </div>
  )
}
