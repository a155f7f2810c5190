import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { IconButton } from './button.tsx'
import styles from './ui.module.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** `sheet` comes from below on a narrow screen. */
  readonly look?: 'dialog' | 'sheet' | 'wide'
  readonly children: ReactNode
}

/** A dialog of the browser, which holds the focus, gives it back and closes on Escape by itself. */
export function Dialog({ title, onClose, look = 'dialog', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  /** Who selects a text and lets go beside the dialog does not want to close it. */
  const isPressedBeside = useRef(false)
  // It must be closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const { current } = element
    current?.showModal()
    // The browser focuses the first button otherwise.
    current?.querySelector('input')?.focus()
    return () => current?.close()
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- A click beside the dialog closes it, as Escape does.
    <dialog
      ref={element}
      className={styles['dialog']}
      data-look={look}
      aria-label={title}
      onCancel={onClose}
      onPointerDown={({ target, currentTarget }) => void (isPressedBeside.current = target === currentTarget)}
      onClick={({ target, currentTarget }) =>
        target === currentTarget && isPressedBeside.current && onClose()
      }
    >
      <div className={styles['dialogBody']}>
        <header className={styles['dialogHead']}>
          <h2>{title}</h2>
          <IconButton name="Close" icon="close" press="close" onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  )
}
