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
    // The browser focuses the first button otherwise, and a second press of Enter would be for that.
    ;(current?.querySelector('input') ?? current)?.focus()
    return () => {
      current?.close()
      ignoreSecondClick()
    }
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- A click beside the dialog closes it, as Escape does.
    <dialog
      ref={element}
      className={styles['dialog']}
      data-look={look}
      aria-label={title}
      tabIndex={-1}
      onCancel={onClose}
      onPointerDown={({ target, currentTarget }) => void (isPressedBeside.current = target === currentTarget)}
      onClick={({ target, currentTarget, detail }) =>
        // The second click of a double click is of what opened it.
        target === currentTarget && isPressedBeside.current && detail < 2 && onClose()
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

const doubleClickMs = 500

/** The second click of a double click that closed a dialog is not for what is under it. */
function ignoreSecondClick() {
  const ignore = (event: MouseEvent) => {
    if (event.detail < 2) return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', ignore, { capture: true })
  setTimeout(() => document.removeEventListener('click', ignore, { capture: true }), doubleClickMs)
}
