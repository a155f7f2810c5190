import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, memo, useRef } from 'react'
import { now } from '../data/clock.ts'
import { directionsShown } from '../format/directions.ts'
import { StatusIcon } from '../status/icon.tsx'
import { reasonText } from '../status/reasons.ts'
import { looks, statusOf, wordOf } from '../status/statuses.ts'
import { useWidth } from '../ui/usesize.ts'
import { type Cell, cellsOf, perRow, rowsOf } from './cells.ts'
import type { WatchedId } from './watchedids.ts'
import styles from './watch.module.css'

/** One cell for each id, in the order given. Failures are seen from across a room. */
export function StatusGrid({ all, isFolded }: { all: readonly WatchedId[]; isFolded: boolean }) {
  const grid = useRef<HTMLDivElement>(null)
  const width = useWidth(grid)
  const inRow = width === 0 ? 30 : perRow(width, [24, 4, 68])
  const cells = cellsOf(
    all.map(({ execution }) => execution),
    isFolded,
  )
  const rows = rowsOf(cells, inRow)
  // Tab comes to the first cell that leads somewhere.
  const first = cells.find(({ index, count }) => count === 1 && all[index]?.execution)
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- Its cells have the focus.
    <div
      ref={grid}
      role="grid"
      aria-label="Statuses, in the order given"
      className={styles['grid']}
      onKeyDown={(event) => moveFocus(event, inRow)}
    >
      {rows.map((row) => (
        <div key={row[0]!.index} role="row" className={styles['gridRow']}>
          <span role="rowheader" className={styles['index']}>
            {row[0]!.index + 1}
          </span>
          {row.map((cell) => (
            <CellOf key={cell.index} cell={cell} of={all[cell.index]!} isFirst={cell === first} />
          ))}
        </div>
      ))}
    </div>
  )
}

interface CellProps {
  readonly cell: Cell
  readonly of: WatchedId
  readonly isFirst: boolean
}

const CellOf = memo(
  function CellOf({ cell: { count }, of: { id, execution }, isFirst }: CellProps) {
    const status = execution?.status ?? 'UNKNOWN'
    const look = {
      'className': styles['cell'],
      'data-hue': looks[statusOf(status)].hue,
      'data-status': execution ? statusOf(status) : 'NONE',
    }
    if (count > 1)
      return (
        <span role="gridcell" {...look} data-many="" data-tip={`${count} completed`}>
          {count}
        </span>
      )
    if (!execution)
      return (
        <span role="gridcell" {...look} data-tip={`${id}\nnot found`}>
          <StatusIcon status="UNKNOWN" isSilent />
          <span className="hidden-text">{directionsShown(id)}, not found</span>
        </span>
      )
    return (
      <span role="gridcell" className={styles['slot']}>
        <Link
          to={execution.href}
          tabIndex={isFirst ? 0 : -1}
          data-cell=""
          {...look}
          data-tip={`${id}\n${wordOf(status)}  ${reasonText(execution, now())}`.trim()}
        >
          <StatusIcon status={status} attempt={execution.attempt} isSilent />
          <span className="hidden-text">
            {directionsShown(id)}, {wordOf(status)}
          </span>
        </Link>
      </span>
    )
  },
  (a, b) =>
    a.of.execution === b.of.execution &&
    a.of.id === b.of.id &&
    a.cell.count === b.cell.count &&
    a.isFirst === b.isFirst,
)

/** Arrows go from cell to cell. */
function moveFocus(event: KeyboardEvent<HTMLElement>, inRow: number) {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: inRow,
    ArrowUp: -inRow,
  }
  const step = steps[event.key]
  if (step === undefined) return
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-cell]')]
  const at = cells.findIndex((cell) => cell === document.activeElement)
  const next = cells[at + step]
  event.preventDefault()
  if (!next) return
  for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1
  next.focus()
}
