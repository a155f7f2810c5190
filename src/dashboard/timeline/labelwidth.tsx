import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { store, stored } from '../frame/settings.ts'
import styles from './timeline.module.css'

const key = 'execgraph.timeline.label'
const [least, usual, most, step] = [120, 240, 560, 16]

const bounded = (width: number) => Math.min(most, Math.max(least, Math.round(width)))

/** How wide the labels are. A browser keeps it. */
export function useLabelWidth() {
  const [width, setWidth] = useState(() => {
    const known = stored(key)
    return typeof known === 'number' ? bounded(known) : usual
  })
  const choose = (next: number) => {
    setWidth(bounded(next))
    store(key, bounded(next))
  }
  return [width, choose] as const
}

/** What is dragged to make the labels wider. */
export function LabelEdge({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const keys: Record<string, number> = { ArrowLeft: -step, ArrowRight: step }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- A separator that moves is interactive.
    <div
      className={styles['edge']}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the labels"
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={width}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A separator that moves is interactive.
      tabIndex={0}
      onKeyDown={(event: KeyboardEvent) => {
        const by = keys[event.key]
        if (by === undefined) return
        event.preventDefault()
        onWidth(width + by)
      }}
      onDoubleClick={() => onWidth(usual)}
      onPointerDown={(event: PointerEvent<HTMLElement>) =>
        event.currentTarget.setPointerCapture(event.pointerId)
      }
      onPointerMove={(event: PointerEvent<HTMLElement>) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onWidth(width + event.movementX)
      }}
    />
  )
}
