import { asked } from '../data/costs.ts'
import { useSignal } from '../data/signal.ts'
import { count, counted } from '../format/numbers.ts'
import { StatusIcon } from '../status/icon.tsx'
import { looks, statusOf, wordOf, worstFirst } from '../status/statuses.ts'
import { Icon } from '../ui/icon.tsx'
import { Segments } from '../ui/segments.tsx'
import { Toggle } from '../ui/button.tsx'
import { mayBeRunId } from './addressed.ts'
import { totalsOf, type WatchedId } from './watchedids.ts'
import styles from './watch.module.css'

interface HeadProps {
  readonly all: readonly WatchedId[]
  readonly isList: boolean
  readonly onShow: (view: 'grid' | 'list') => void
  readonly isFolded: boolean
  readonly onFold: () => void
}

/** How many, what that cost, and how many are how. */
export function WatchHead({ all, isList, onShow, isFolded, onFold }: HeadProps) {
  return (
    <header className={styles['head']}>
      <div className={styles['headLine']}>
        <Price ids={all.length} hasRuns={all.some(({ id }) => mayBeRunId(id))} />
        <Toggle icon="fit" press="fold" isOn={isFolded} onClick={onFold}>
          Fold done
        </Toggle>
        <Segments
          label="As grid or as list"
          current={isList ? 'list' : 'grid'}
          onChoose={onShow}
          of={[
            { name: 'grid', text: <Icon of="grid" size={14} />, tip: 'Grid' },
            { name: 'list', text: <Icon of="runs" size={14} />, tip: 'List' },
          ]}
        />
      </div>
      <Totals all={all} />
    </header>
  )
}

/** What looking for all of them cost, large: that it is so little is the point of this page. */
function Price({ ids, hasRuns }: { ids: number; hasRuns: boolean }) {
  const all = useSignal(asked)
  const prices = ['WatchedExecutions', ...(hasRuns ? ['WatchedRuns'] : [])].map((wanted) =>
    all.find(({ name }) => name === wanted),
  )
  const price = prices.every((one) => one !== undefined) && prices.flatMap(({ backends }) => backends)
  const statements = price ? price.reduce((sum, one) => sum + one.statements, 0) : 0
  const ms = price ? price.reduce((sum, one) => sum + one.ms, 0) : 0
  return (
    <p className={styles['price']}>
      {counted(ids, 'id')}
      {price && (
        <>
          {' '}
          <span>·</span> {counted(statements, 'statement')} <span>·</span> {ms.toFixed(1)} ms
        </>
      )}
    </p>
  )
}

function Totals({ all }: { all: readonly WatchedId[] }) {
  const unknown = all.filter(({ execution }) => !execution).length
  return (
    <ul className={styles['totals']}>
      {totalsOf(all, worstFirst).map(({ status, count: value }) => (
        <li key={status} data-hue={looks[statusOf(status)].hue}>
          <StatusIcon status={status} isSilent />
          <strong>{count(value)}</strong> {wordOf(status).toLowerCase()}
        </li>
      ))}
      {unknown > 0 && (
        <li>
          <StatusIcon status="UNKNOWN" isSilent />
          <strong>{count(unknown)}</strong> not found
        </li>
      )}
    </ul>
  )
}
