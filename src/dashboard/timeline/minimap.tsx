import { type PointerEvent, useRef } from 'react'
import { isFailed } from '../../client/standing.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { looks, statusOf } from '../status/statuses.ts'
import type { Task } from './model.ts'
import type { Shown } from './useview.ts'
import styles from './timeline.module.css'

const [height, lanes] = [31, 7]

interface MiniMapProps {
  readonly tasks: readonly Task[]
  readonly shown: Shown
  readonly now: number
}

/** All of the time, with a brush over what is in view: drag its edges, itself, or draw another one. */
export function MiniMap({ tasks, shown, now }: MiniMapProps) {
  const { zone } = useSignal(settings)
  const { whole, scale, view, width, isFit } = shown
  const start = isFit ? 0 : whole.x(scale.time(view.offset))
  const end = isFit ? width : whole.x(scale.time(view.offset + width))
  const drag = useBrush(shown, { start, end })
  const text = (x: number) => timeText(whole.time(x), now, zone)
  return (
    <div className={styles['map']}>
      <span className={styles['mapText']}>
        {text(start)} to {text(end)}
      </span>
      <div
        className={styles['mapPlot']}
        role="slider"
        tabIndex={0}
        aria-label="Time in view"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((start / Math.max(1, width)) * 100)}
        aria-valuetext={`${text(start)} to ${text(end)}`}
        onDoubleClick={shown.fit}
        onKeyDown={({ key }) =>
          key.startsWith('Arrow') && shown.move(['ArrowRight', 'ArrowUp'].includes(key) ? 60 : -60)
        }
        {...drag}
      >
        <Dots tasks={tasks} shown={shown} now={now} />
        <span
          className={styles['brush']}
          style={{ transform: `translateX(${start}px)`, width: Math.max(8, end - start) }}
        />
      </div>
    </div>
  )
}

const mostDots = 600

/** Every task as a line; of very many those that failed, and an even choice of the others. */
function Dots({ tasks, shown: { whole }, now }: MiniMapProps) {
  const started = tasks.filter(({ bars }) => bars.length > 0)
  const each = Math.max(1, Math.ceil(started.length / mostDots))
  const drawn = started
    .filter(({ status }, index) => index % each === 0 || isFailed(status))
    .slice(0, mostDots * 2)
  return drawn.map(({ id, bars, status }, index) => {
    const from = whole.x(bars[0]!.start)
    const to = whole.x(bars.at(-1)!.end ?? now)
    const top = 2 + Math.round(((index % lanes) / lanes) * (height - 4))
    return (
      <i
        key={id}
        className={styles['dot']}
        data-hue={looks[statusOf(status)].hue}
        style={{ transform: `translate(${from}px, ${top}px)`, width: Math.max(2, to - from) }}
      />
    )
  })
}

const edgePx = 8

function useBrush(shown: Shown, { start, end }: { start: number; end: number }) {
  const drag = useRef<{ kind: 'start' | 'end' | 'move' | 'draw'; x: number; start: number; end: number }>(
    undefined,
  )
  const xOf = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const x = xOf(event)
      event.currentTarget.setPointerCapture(event.pointerId)
      const isWithin = x > start && x < end && !shown.isFit
      const kind =
        Math.abs(x - start) < edgePx
          ? 'start'
          : Math.abs(x - end) < edgePx
            ? 'end'
            : isWithin
              ? 'move'
              : 'draw'
      drag.current = { kind, x, start, end }
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const begun = drag.current
      if (!begun) return
      const x = xOf(event)
      const by = x - begun.x
      if (begun.kind === 'draw' && Math.abs(by) < 4) return
      const spans = {
        start: { start: Math.min(x, begun.end - edgePx), end: begun.end },
        end: { start: begun.start, end: Math.max(x, begun.start + edgePx) },
        move: { start: begun.start + by, end: begun.end + by },
        draw: { start: Math.min(x, begun.x), end: Math.max(x, begun.x) },
      }
      shown.brush(spans[begun.kind])
    },
    onPointerUp: () => void (drag.current = undefined),
    onPointerCancel: () => void (drag.current = undefined),
  }
}
