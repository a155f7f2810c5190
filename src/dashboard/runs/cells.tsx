import type { ReactNode } from 'react'
import { compareAddress, runAddress } from '../address/addresses.ts'
import { now } from '../data/clock.ts'
import { useSignal } from '../data/signal.ts'
import { directionsShown } from '../format/directions.ts'
import { timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { briefly } from '../status/brief.ts'
import { StatusIcon } from '../status/icon.tsx'
import { Reason } from '../status/reason.tsx'
import { StatusWord } from '../status/word.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { copy } from '../ui/notice.tsx'
import { PlainLink } from '../ui/plainlink.tsx'
import { Tags } from '../ui/tags.tsx'
import type { RunColumn } from './columns.ts'
import { DurationCell } from './durationbar.tsx'
import type { RunRowFragment } from './list.gen.ts'
import type { RowProps } from './rowprops.ts'
import { fromList } from '../walk/walk.ts'
import styles from './row.module.css'

interface CellsProps extends Pick<RowProps, 'id' | 'isSelected' | 'isPlain' | 'columns' | 'on'> {
  readonly run: RunRowFragment
  readonly left: 'left' | 'deleted' | undefined
  /** The pointer is over the row, or the row has the focus. */
  readonly isNear: boolean
}

/** What a row of the list says. */
export function Cells({ run, id, isSelected, isPlain, columns, left, isNear, on }: CellsProps) {
  return (
    <>
      <span role="gridcell" className={styles['select']}>
        {(isNear || isSelected) && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Select ${run.flow} ${run.number}`}
            checked={isSelected}
            onChange={() => on.select(id)}
          />
        )}
      </span>
      {columns.map((column) => (
        <CellOf key={column} column={column} run={run} isPlain={isPlain} left={left} />
      ))}
      {isNear && <Actions run={run} onOpen={() => on.open(id)} />}
    </>
  )
}

interface CellProps extends Pick<CellsProps, 'run' | 'isPlain' | 'left'> {
  readonly column: RunColumn
}

function CellOf({ column, run, isPlain, left }: CellProps) {
  const cut = (text: string | null) => (
    <span role="gridcell" className={`${styles[column]} cut`} {...(column === 'flow' && { dir: 'auto' })}>
      {text && directionsShown(text)}
    </span>
  )
  const cells: Readonly<Record<RunColumn, () => ReactNode>> = {
    status: () => <StatusCell run={run} isPlain={isPlain} left={left} />,
    flow: () => cut(run.flow),
    name: () => <NameCell run={run} />,
    user: () => cut(run.user),
    started: () => <Started at={run.startedAt} />,
    took: () => (
      <span role="gridcell" className={styles['took']}>
        <DurationCell run={run} />
      </span>
    ),
    tags: () => (
      <span role="gridcell" className={styles['tags']}>
        <Tags of={run.tags ?? []} />
      </span>
    ),
    backend: () => cut(run.backend),
  }
  return cells[column]()
}

const StatusCell = ({ run, isPlain, left }: Pick<CellsProps, 'run' | 'isPlain' | 'left'>) => (
  <span role="gridcell" className={`${styles['status']} cut`} data-tip={run.failure?.summary}>
    <StatusIcon status={run.status} isSilent={!isPlain} />
    {!isPlain && <StatusWord status={run.status} />}
    {left ? <em>{left === 'deleted' ? 'was deleted' : 'left the filter'}</em> : <Reason of={briefly(run)} />}
  </span>
)

const NameCell = ({ run }: Pick<CellsProps, 'run'>) => (
  <span role="gridcell" className={`${styles['name']} cut`} data-flow={run.flow}>
    <PlainLink to={runAddress(run)} stateOf={fromList} tabIndex={-1}>
      {run.number}
    </PlainLink>{' '}
    <span className="muted">{run.name && directionsShown(run.name)}</span>
  </span>
)

function Started({ at }: { at: string | null }) {
  const { zone } = useSignal(settings)
  if (at === null)
    return (
      <span role="gridcell" className={styles['started']}>
        –
      </span>
    )
  const time = Date.parse(at)
  const tip = `${new Date(time).toString().replace(/ GMT.*/, '')}\n${at}\n${time} ms`
  return (
    <span role="gridcell" className={styles['started']} data-tip={tip}>
      {timeText(time, now(), zone)}
    </span>
  )
}

const Actions = ({ run, onOpen }: { run: RunRowFragment; onOpen: () => void }) => (
  <span role="gridcell" className={styles['actions']}>
    <IconButton name="Open" icon="open" press="open" tabIndex={-1} onClick={onOpen} />
    <IconButton
      name="Copy link"
      icon="link"
      tabIndex={-1}
      onClick={() => void copy(location.origin + runAddress(run), 'Link')}
    />
    <PlainLink
      className={styles['action']}
      to={compareAddress({ b: run.id })}
      tabIndex={-1}
      aria-label="Compare"
      data-tip="Compare with the last good one, if there is one"
    >
      <Icon of="compare" />
    </PlainLink>
  </span>
)
