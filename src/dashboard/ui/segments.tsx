import type { ReactNode } from 'react'
import styles from './segments.module.css'

interface Segment<Name extends string> {
  readonly name: Name
  readonly text: ReactNode
  readonly tip?: string
}

interface SegmentsProps<Name extends string> {
  readonly label: string
  readonly of: readonly Segment<Name>[]
  readonly current: Name
  readonly onChoose: (name: Name) => void
}

/** Buttons of which one is on. */
export function Segments<Name extends string>({ label, of, current, onChoose }: SegmentsProps<Name>) {
  return (
    <div role="group" aria-label={label} className={styles['segments']}>
      {of.map(({ name, text, tip }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === current}
          {...(tip !== undefined && { 'data-tip': tip, 'aria-label': tip })}
          onClick={() => onChoose(name)}
        >
          {text}
        </button>
      ))}
    </div>
  )
}
