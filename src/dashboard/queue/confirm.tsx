import { counted } from '../format/numbers.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type Move, namesText } from './moving.ts'
import type { QueuedExecutionFragment } from './queue.gen.ts'
import styles from './queue.module.css'

interface ConfirmProps {
  readonly move: Move
  readonly rows: readonly QueuedExecutionFragment[]
  readonly onClose: () => void
  readonly onConfirm: () => void
}

const words = {
  cancel: {
    verb: 'Cancel',
    what: 'Work that waits is removed. A worker that holds some of it can no longer complete it.',
  },
  retry: {
    verb: 'Retry',
    what: 'A new attempt goes on with the nodes that are not finished.',
  },
} as const

/** Asks once, with the number and the first names. */
export function Confirm({ move, rows, onClose, onConfirm }: ConfirmProps) {
  const { verb, what } = words[move]
  const title = `${verb} ${counted(rows.length, 'execution')}`
  return (
    <Dialog title={`${title}?`} onClose={onClose}>
      <p className={`${styles['names']} mono`}>{namesText(rows.map(({ id }) => id))}</p>
      <p className="muted">{what}</p>
      <div className={styles['answers']}>
        <Button onClick={onClose}>No</Button>
        <Button look="filled" onClick={onConfirm}>
          {title}
        </Button>
      </div>
    </Dialog>
  )
}
