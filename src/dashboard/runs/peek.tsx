import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { runAddress } from '../address/addresses.ts'
import { RunPeek } from '../run/peek.tsx'
import { IconButton } from '../ui/button.tsx'
import { focusIfLost } from '../ui/focussoon.ts'
import { Kbd } from '../ui/kbd.tsx'
import { partsOfRunId } from '../why/ids.ts'
import { fromList } from '../walk/walk.ts'
import styles from './peek.module.css'

interface PeekProps {
  /** `Run.id`. */
  readonly id: string
  readonly onClose: () => void
}

/** A run beside the list, which one may walk meanwhile. */
export function Peek({ id, onClose }: PeekProps) {
  const { backend, flow, number } = partsOfRunId(id)
  useEffect(
    () => () => focusIfLost(() => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)),
    [id],
  )
  return (
    <aside className={styles['peek']} aria-label="The chosen run">
      <header>
        <h2 className="cut">
          {flow} {number}
        </h2>
        <Kbd of="up" />
        <Kbd of="down" />
        <Link to={runAddress({ backend, flow, number })} state={fromList()}>
          Open <Kbd of="open" />
        </Link>
        <IconButton name="Close" icon="close" press="close" onClick={onClose} />
      </header>
      <div className={styles['body']}>
        <RunPeek key={id} id={id} />
      </div>
    </aside>
  )
}
