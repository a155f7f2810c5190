import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { ChangeView } from '../runs/useview.ts'
import { SaveView } from './saveview.tsx'
import styles from './bar.module.css'

interface BarProps {
  readonly name: string
  readonly chips?: ReactNode
  /** The fields. Where there is no room for them they are behind one button. */
  readonly fields: ReactNode
  /** How many conditions are set, and how to take all of them away. */
  readonly set: number
  readonly onClear: () => void
  /** Parts of the address that mean nothing here. */
  readonly strange: readonly { readonly key: string; readonly value: string }[]
  readonly onDrop: ChangeView
  /** Before the time. */
  readonly more?: ReactNode
  readonly time: ReactNode
  /** There is much else in the line. */
  readonly isTight?: boolean
}

/** What narrows a list, in one line. */
export function Bar({
  name,
  chips,
  fields,
  set,
  onClear,
  strange,
  onDrop,
  more,
  time,
  isTight = false,
}: BarProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles['bar']} role="search" aria-label={name} data-tight={isTight}>
      {chips}
      <div className={styles['fields']}>{fields}</div>
      <div className={styles['oneField']}>
        <Button icon="filter" onClick={() => setOpen(true)}>
          <span className={styles['word']}>Filter</span>
          {set > 0 && set}
        </Button>
      </div>
      {strange.map(({ key, value }) => (
        <button
          key={`${key}=${value}`}
          type="button"
          className={styles['strange']}
          data-tip="Not understood. Click to take it out of the address."
          onClick={() => onDrop({ [key]: undefined })}
        >
          <s>
            {key}={value}
          </s>{' '}
          not understood
        </button>
      ))}
      <div className={styles['end']}>
        <span className={styles['wideOnly']}>
          {set > 0 && (
            <Button look="plain" onClick={onClear}>
              Clear
            </Button>
          )}
          <span className={styles['more']}>{more}</span>
          <SaveView />
        </span>
        {time}
      </div>
      {isOpen && (
        <Dialog title="Filter" look="sheet" onClose={() => setOpen(false)}>
          <div className={styles['sheet']}>
            {fields}
            {set > 0 && <Button onClick={onClear}>Clear</Button>}
          </div>
        </Dialog>
      )}
    </div>
  )
}
