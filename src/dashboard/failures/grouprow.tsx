import { Link } from '@tanstack/react-router'
import { executionAddress, groupAddress, runAddress } from '../address/addresses.ts'
import type { Range } from '../address/range.ts'
import { useSignal } from '../data/signal.ts'
import { now } from '../data/clock.ts'
import { directionsShown } from '../format/directions.ts'
import { count, countOf, counted } from '../format/numbers.ts'
import { dayOf, minuteOfDay, timeText } from '../format/times.ts'
import { settings } from '../frame/settings.ts'
import { SparkBars } from '../spark/bars.tsx'
import type { GroupRowFragment } from './failures.gen.ts'
import { flowsText, risingTip } from './parts.ts'
import styles from './failures.module.css'
import table from '../ui/table.module.css'

interface GroupRowProps {
  readonly group: GroupRowFragment
  /** The greatest count in the list. */
  readonly most: number
  readonly range: Range
  /** The time of the address, for the group's page. */
  readonly suffix: string
}

const dayMs = 86_400_000

export function GroupRow({ group, most, range, suffix }: GroupRowProps) {
  const { zone } = useSignal(settings)
  const isLoud = group.isNew || group.isRising
  const first = Date.parse(group.firstSeen)
  const isRecent = now() - first < dayMs
  return (
    <div className={`${table['row']} ${styles['row']}`} role="row" data-row="" tabIndex={-1}>
      <div role="gridcell" className={styles['what']}>
        <Link className={styles['title']} to={`${groupAddress(group.id)}${suffix}`}>
          <span className="cut" dir="auto">
            {directionsShown(group.title)}
          </span>
          {group.isNew && <span className={styles['new']}>New</span>}
          {group.isRising && (
            <span className={styles['rising']} data-tip={risingTip}>
              Rising
            </span>
          )}
        </Link>
        <span className={`${styles['flows']} cut`}>{flowsText(group.flows)}</span>
      </div>
      <div role="gridcell" className={styles['count']} data-tip={shareText(group)}>
        <span className={styles['share']} style={{ width: `${Math.max(2, (group.count / most) * 42)}px` }} />
        <span>{countOf({ value: group.count, isExact: group.isExact })}</span>
      </div>
      <div role="gridcell" className={styles['trend']}>
        <SparkBars
          counts={group.buckets.map((bucket) => bucket.count)}
          isLoud={isLoud}
          words={trendText(group, range)}
        />
      </div>
      <div
        role="gridcell"
        className={styles['first']}
        data-new={group.isNew}
        data-tip={new Date(first).toLocaleString()}
      >
        {isRecent ? minuteOfDay(first, zone) : dayOf(first, zone)}
      </div>
      <div role="gridcell" className={styles['last']}>
        {timeText(Date.parse(group.lastSeen), now(), zone)}
      </div>
      <div role="gridcell" className={`${styles['newest']} cut`}>
        {group.newest && <Newest of={group.newest} />}
      </div>
    </div>
  )
}

function Newest({ of: { run, key, id } }: { of: NonNullable<GroupRowFragment['newest']> }) {
  return run ? (
    <Link to={runAddress(run)}>
      {directionsShown(run.flow)} {run.number}
    </Link>
  ) : (
    <Link to={executionAddress(key)} data-tip={id}>
      {directionsShown(id)}
    </Link>
  )
}

const shareText = ({ count: value, share }: GroupRowFragment) =>
  share === null
    ? counted(value, 'failure')
    : `${counted(value, 'failure')}, ${Math.round(share * 100)} % of all`

function trendText({ buckets }: GroupRowFragment, { name = 'in this time', partName }: Range): string {
  const most = Math.max(0, ...buckets.map((bucket) => bucket.count))
  const newest = buckets.at(-1)?.count ?? 0
  const unit = partName ?? 'part'
  return `${name}: at most ${count(most)} in ${/^\d/.test(unit) ? unit : `an ${unit}`.replace('an d', 'a d')}, ${count(newest)} in the newest`
}
