import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react'
import { useNow } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { useKeys } from '../keyboard/pressed.ts'
import { Button } from '../ui/button.tsx'
import { focusSoon } from '../ui/focussoon.ts'
import { useNarrow } from '../ui/usenarrow.ts'
import { useWidth } from '../ui/usesize.ts'
import { Axis } from './axis.tsx'
import { LabelEdge, useLabelWidth } from './labelwidth.tsx'
import { Line } from './line.tsx'
import { NotStarted } from './notstarted.tsx'
import { MiniMap } from './minimap.tsx'
import type { Task } from './model.ts'
import { rowsOf } from './rows.ts'
import { useWheel } from './usewheel.ts'
import { Tools } from './tools.tsx'
import { arranged } from './tree.ts'
import { type Choices, useChoices } from './usechoices.ts'
import { type Shown, useView } from './useview.ts'
import styles from './timeline.module.css'

const wideRow = 24
const narrowRow = 44
/** As often as what runs grows. */
const growMs = 1_000

/** What ran when. Of what has not started there is no time to show. */
export const Timeline = ({ tasks }: { tasks: readonly Task[] }) =>
  tasks.some(({ bars }) => bars.length > 0) ? <Drawn tasks={tasks} /> : <NotStarted tasks={tasks} />

/** A row for each task, on one axis. */
function Drawn({ tasks }: { tasks: readonly Task[] }) {
  const isRunning = tasks.some(({ bars }) => bars.length > 0 && bars.at(-1)!.end === undefined)
  const now = useNow(isRunning ? growMs : 3_600_000)
  const choices = useChoices()
  const plot = useRef<HTMLDivElement>(null)
  const shown = useView(tasks, useWidth(plot), choices.isCollapsed, now)
  const { zone } = useSignal(settings)
  const [labelWidth, setLabelWidth] = useLabelWidth()
  const isNarrow = useNarrow()
  useTimelineKeys(shown, choices)
  return (
    <div
      className={styles['timeline']}
      {...(!isNarrow && { style: { '--label': `${labelWidth}px` } as CSSProperties })}
    >
      <Tools tasks={tasks} choices={choices} shown={shown} />
      <div className={styles['head']}>
        <LabelEdge width={labelWidth} onWidth={setLabelWidth} />
        <div ref={plot} className={styles['headPlot']}>
          {shown.width > 0 && <Axis shown={shown} isFromStart={choices.isFromStart} zone={zone} />}
        </div>
      </div>
      <Lines tasks={tasks} shown={shown} now={now} choices={choices} />
      {shown.width > 0 && <MiniMap tasks={tasks} shown={shown} now={now} />}
    </div>
  )
}

function useTimelineKeys(shown: Shown, { choose, isFromStart, isCollapsed }: Choices) {
  useKeys({
    fromStart: () => choose({ isFromStart: !isFromStart }),
    idle: () => choose({ isCollapsed: !isCollapsed }),
    fit: shown.fit,
    zoomIn: () => shown.zoom(2),
    zoomOut: () => shown.zoom(0.5),
  })
}

interface LinesProps {
  readonly tasks: readonly Task[]
  readonly shown: Shown
  readonly now: number
  readonly choices: Choices
}

function Lines({ tasks, shown, now, choices }: LinesProps) {
  const { zone } = useSignal(settings)
  const height = useNarrow() ? narrowRow : wideRow
  const { rows, onTurn } = useRows(tasks, choices, now)
  const scroller = useRef<HTMLDivElement>(null)
  useWheel(scroller, shown)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  })
  const [current, setCurrent] = useCurrent(rows.length, scroller, (index) => virtual.scrollToIndex(index))
  const time = useCallback((at: number) => timeText(at, now, zone), [now, zone])
  return (
    <div
      ref={scroller}
      className={styles['lines']}
      onFocus={({ target }) => {
        const index = target.closest('li')?.dataset['index']
        if (index !== undefined) setCurrent(Number(index))
      }}
    >
      <Grid shown={shown} />
      {rows.length === 0 && <None count={tasks.length} choices={choices} />}
      <ul className={styles['rows']} style={{ height: virtual.getTotalSize() }} aria-label="Timeline">
        {virtual.getVirtualItems().map(({ index, start }) => (
          <Line
            key={rows[index]!.branch.id}
            row={rows[index]!}
            top={start}
            index={index}
            count={rows.length}
            isCurrent={index === current}
            shown={shown}
            now={now}
            timeText={time}
            onTurn={onTurn}
          />
        ))}
      </ul>
    </div>
  )
}

/** The rows to be seen, and how to open and fold them. */
function useRows(tasks: readonly Task[], { order, only, isGrouped }: Choices, now: number) {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map())
  const branches = useMemo(
    () => arranged(tasks, { order, only, isGrouped, now }),
    // What runs grows, but does not change places meanwhile.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [tasks, order, only, isGrouped],
  )
  const rows = useMemo(() => rowsOf(branches, turned, only !== 'all'), [branches, turned, only])
  const onTurn = useCallback(
    (id: string, isOpen: boolean) => setTurned((old) => new Map(old).set(id, isOpen)),
    [],
  )
  const turnAll = (isOpen: boolean) =>
    setTurned(
      new Map(rows.flatMap(({ branch }) => (branch.branches.length > 0 ? [[branch.id, isOpen]] : []))),
    )
  useKeys({ expandAll: () => turnAll(true), collapseAll: () => turnAll(false) })
  return { rows, onTurn }
}

function None({ count, choices: { only, choose } }: { count: number; choices: Choices }) {
  const words = {
    all: 'Nothing is recorded here yet.',
    failed: 'Nothing failed here.',
    running: 'Nothing is open here.',
    cancelled: 'Nothing was cancelled here.',
  }
  return (
    <p className={styles['none']}>
      {words[only]}{' '}
      {only !== 'all' && (
        <Button look="plain" onClick={() => choose({ only: 'all' })}>
          Show all {count}
        </Button>
      )}
    </p>
  )
}

/** The row that `j` and `k` move from, which is the one that Tab comes to. */
function useCurrent(
  count: number,
  scroller: React.RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
) {
  const [current, setCurrent] = useState(0)
  const go = (index: number) => {
    const next = Math.min(Math.max(0, index), count - 1)
    setCurrent(next)
    scrollTo(next)
    focusSoon(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] [data-name]`))
  }
  const isWithin = () => scroller.current?.contains(document.activeElement) ?? false
  useKeys({
    down: () => go(isWithin() ? current + 1 : current),
    up: () => go(current - 1),
  })
  return [Math.min(current, Math.max(0, count - 1)), setCurrent] as const
}

/** Collapsed idle time, through all rows. */
const Grid = ({ shown: { scale, view } }: { shown: Shown }) => (
  <div className={styles['grid']} data-plot aria-hidden="true">
    {scale.parts
      .filter((part) => part.isIdle)
      .map(({ start, x, width }) => (
        <i key={start} style={{ transform: `translateX(${x - view.offset}px)`, width }} />
      ))}
  </div>
)
