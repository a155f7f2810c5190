import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useSignal } from '../data/signal.ts'
import { dayOf, minuteOfDay } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { Bars } from './bars.tsx'
import { type Part, between, partAt, ticksOf } from './scale.ts'
import { partWords } from './words.ts'
import styles from './histogram.module.css'

interface Props {
  readonly parts: readonly Part[] | undefined
  readonly isExact: boolean
  /** The only status that is shown. */
  readonly only: 'failed' | 'running' | 'completed' | undefined
  readonly onChoose: (from: number, to: number) => void
}

interface Brush {
  readonly a: number
  readonly b: number
  /** The pointer is down: what is chosen counts when it is released. */
  readonly isDragged: boolean
}

/** Runs over time. A stretch of it is chosen by dragging, or with Shift and the arrows, and then by Enter. */
export function Histogram({ parts = [], isExact, only, onChoose }: Props) {
  const { zone } = useSignal(settings)
  const [at, setAt] = useState<number>()
  const [brush, setBrush] = useState<Brush>()
  const plot = useRef<HTMLDivElement>(null)
  const chosen = brush && between(parts, brush.a, brush.b)
  const part = chosen ?? (at === undefined ? undefined : parts[at])
  const words = part && partWords(part, zone, isExact)
  const indexOf = ({ clientX }: PointerEvent) => {
    const { left, width } = plot.current!.getBoundingClientRect()
    return partAt((clientX - left) / width, parts.length)
  }
  const finish = (done: Brush) => {
    const span = between(parts, done.a, done.b)
    setBrush(undefined)
    if (span) onChoose(span.from, span.to)
  }
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const here = brush?.b ?? at ?? parts.length - 1
    if (step !== undefined) {
      const next = Math.min(parts.length - 1, Math.max(0, here + step))
      setAt(next)
      setBrush(event.shiftKey ? { a: brush?.a ?? here, b: next, isDragged: false } : undefined)
    } else if (event.key === 'Enter' && at !== undefined) finish(brush ?? { a: at, b: at, isDragged: false })
    else if (event.key === 'Escape' && brush) setBrush(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles['histogram']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- It is moved in like a slider with two ends. */}
      <div
        ref={plot}
        className={styles['plot']}
        role="application"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label="Runs over time. Arrows move, Shift and arrows choose a time, Enter shows it."
        onKeyDown={pressed}
        onBlur={() => [setAt(undefined), setBrush(undefined)]}
        onPointerDown={(event) => {
          if (event.button !== 0 || parts.length === 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setBrush({ a: indexOf(event), b: indexOf(event), isDragged: true })
        }}
        onPointerMove={(event) => {
          if (parts.length === 0) return
          setAt(indexOf(event))
          if (brush?.isDragged) setBrush({ ...brush, b: indexOf(event) })
        }}
        onPointerUp={() => brush?.isDragged && finish(brush)}
        onPointerCancel={() => setBrush(undefined)}
        onPointerLeave={() => !brush && setAt(undefined)}
      >
        <Bars parts={parts} at={at} only={only} brush={brush} />
        {words !== undefined && (
          <Words
            text={`${words}${brush?.isDragged ? '. Release to filter' : ''}`}
            share={((brush ? Math.min(brush.a, brush.b) : at!) + 0.5) / parts.length}
          />
        )}
      </div>
      <p className="hidden-text" aria-live="polite">
        {words}
      </p>
      <Axis parts={parts} />
    </div>
  )
}

/** Left of what it is about, or right of it where there is no room. */
const Words = ({ text, share }: { text: string; share: number }) => (
  <span
    className={styles['words']}
    aria-hidden="true"
    style={
      share > 0.45
        ? { right: `calc(${(1 - share) * 100}% + 12px)` }
        : { left: `calc(${share * 100}% + 12px)` }
    }
  >
    {text}
  </span>
)

const dayMs = 86_400_000

function Axis({ parts }: { parts: readonly Part[] }) {
  const { zone } = useSignal(settings)
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return <div className={styles['axis']} />
  const [from, to] = [first.from, last.to]
  const shift = zone === 'utc' ? 0 : -new Date(to).getTimezoneOffset() * 60_000
  const text = (time: number) => ((time + shift) % dayMs === 0 ? dayOf(time, zone) : minuteOfDay(time, zone))
  return (
    <div className={styles['axis']} aria-hidden="true">
      {ticksOf(from, to, { most: 9, shift }).map((tick) => (
        <span key={tick} style={{ left: `${((tick - from) / (to - from)) * 100}%` }}>
          {text(tick)}
        </span>
      ))}
    </div>
  )
}
