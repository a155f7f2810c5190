import { memo } from 'react'
import { isFailed } from '../../client/standing.ts'
import { directionsShown } from '../format/directions.ts'
import { duration } from '../format/durations.ts'
import { StatusIcon } from '../status/icon.tsx'
import { looks, type Status, wordOf } from '../status/statuses.ts'
import type { GraphNode } from './model.ts'
import { parted } from './names.ts'
import styles from './graph.module.css'

interface BoxProps {
  readonly node: GraphNode
  readonly status: Status
  readonly number: number
  readonly x: number
  readonly y: number
  readonly isSelected: boolean
  readonly isHeld: boolean
  readonly isPale: boolean
  /** Whether the tab key comes to it. */
  readonly isNext: boolean
}

/** A node as an element. */
export const Box = memo(function Box(props: BoxProps) {
  const { node, status, number, x, y, isSelected, isHeld, isPale, isNext } = props
  const [head, tail] = parted(directionsShown(node.label || node.id))
  return (
    <button
      type="button"
      className={styles['box']}
      style={{ transform: `translate(${x}px, ${y}px)` }}
      data-node={number}
      data-hue={looks[status].hue}
      data-status={status}
      data-held={isHeld}
      data-pale={isPale}
      data-tip={tipOf(node)}
      aria-pressed={isSelected}
      tabIndex={isNext ? 0 : -1}
    >
      <StatusIcon status={node.status} attempt={node.retry ?? 1} />
      <span className={styles['name']} dir="auto">
        <span className={styles['head']}>{head}</span>
        {tail && <span className={styles['tail']}>{tail}</span>}
      </span>
      <span className={styles['fact']}>{factOf(node, status)}</span>
    </button>
  )
})

function factOf({ status: word, retry, durationMs }: GraphNode, status: Status): string {
  const time = durationMs == null ? undefined : duration(durationMs)
  if (isFailed(status)) return time ? `after ${time}` : wordOf(word).toLowerCase()
  if (status === 'RUNNING' && (retry ?? 1) > 1) return `attempt ${retry}`
  return time ?? wordOf(word).toLowerCase()
}

const longestTip = 400

function tipOf({ label, kind, status, error, durationMs, retry }: GraphNode): string {
  const facts = [wordOf(status), ...(durationMs == null ? [] : [duration(durationMs)])]
  if ((retry ?? 1) > 1) facts.push(`attempt ${retry}`)
  return [cut(label), kind, facts.join(', '), ...(error ? [cut(error)] : [])].join('\n')
}

const cut = (text: string) => (text.length > longestTip ? `${text.slice(0, longestTip)}…` : text)
