import { Link } from '@tanstack/react-router'
import { directionsShown } from '../format/directions.ts'
import { Reason } from '../status/reason.tsx'
import { StatusIcon } from '../status/icon.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { AttentionCardFragment } from './item.gen.ts'
import { wordsOf } from './words.ts'
import styles from './attention.module.css'

const icons: Readonly<Record<string, IconName>> = {
  FAILURE_GROUP: 'failures',
  FLOW_FAILING: 'flows',
  QUEUE_WAITING: 'queue',
  RUNNING_LONG: 'clock',
}

/** One thing that wants eyes: what it is, why, and a link to it. `isWhole`: all of the words are shown. */
export function AttentionItem({ item, isWhole = false }: { item: AttentionCardFragment; isWhole?: boolean }) {
  const { title, kind, address } = wordsOf(item)
  return (
    <Link
      to={address}
      className={styles['item']}
      data-whole={isWhole}
      data-tip={isWhole ? undefined : `${title}\n${item.why}`}
    >
      <Picture item={item} />
      <span className={styles['words']}>
        <span className={`${styles['title']} ${isWhole ? '' : 'cut'}`}>
          {kind !== undefined && <strong>{kind} </strong>}
          {kind === undefined ? <strong>{directionsShown(title)}</strong> : directionsShown(title)}
        </span>
        <span className={styles['why']}>
          <Why item={item} />
        </span>
      </span>
    </Link>
  )
}

function Picture({ item }: { item: AttentionCardFragment }) {
  const { execution, run, kind } = item
  const status = execution ?? run
  const icon = icons[kind]
  const isBad = kind === 'FAILURE_GROUP' || kind === 'FLOW_FAILING'
  return (
    <span className={styles['picture']} data-bad={isBad}>
      {icon || !status ? (
        <Icon of={icon ?? 'attention'} size={14} />
      ) : (
        <StatusIcon status={status.status} {...(execution && { attempt: execution.attempt })} />
      )}
    </span>
  )
}

/** A heartbeat that is due counts down; of anything else the facts stand still. */
function Why({ item: { kind, execution, run, why } }: { item: AttentionCardFragment }) {
  const silent = kind === 'HEARTBEAT_DUE' ? (execution ?? run) : undefined
  return silent ? <Reason of={silent} /> : why
}
