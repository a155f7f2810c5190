import type { ReactNode } from 'react'
import { directionsShown } from '../format/directions.ts'
import { Icon } from '../ui/icon.tsx'
import { IconButton } from '../ui/button.tsx'
import { copy } from '../ui/notice.tsx'
import type { Line } from './flatten.ts'
import styles from './tree.module.css'

export const canOpen = ({ count: holds, isCut }: Line) => holds > 0 || isCut
export const copied = ({ value }: Line) =>
  typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)

interface TreeLineProps {
  readonly whole: ((path: string) => ReactNode) | undefined
  readonly id: string
  readonly line: Line
  readonly top: number
  readonly isCurrent: boolean
  readonly onPress: () => void
}

export function TreeLine({ id, line, top, isCurrent, whole, onPress }: TreeLineProps) {
  const { path, depth, name, kind, isOpen, text } = line
  const shown = directionsShown(text)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- The tree has the focus and the keys.
    <div
      id={id}
      className={styles['line']}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isCurrent}
      {...(canOpen(line) && { 'aria-expanded': isOpen })}
      data-current={isCurrent}
      style={{ transform: `translateY(${top}px)`, paddingLeft: Math.min(depth, 24) * 14 }}
      onClick={onPress}
    >
      <span className={styles['turn']}>
        {canOpen(line) && <Icon of={isOpen ? 'down' : 'right'} size={12} />}
      </span>
      {name !== undefined && (
        <span className={`${styles['name']} cut`}>
          {typeof name === 'string' ? directionsShown(name) : name}
        </span>
      )}
      <span className={`${styles['value']} cut`} data-kind={kind}>
        {isOpen && kind !== 'part' && kind !== 'text' ? <span className="faint">{shown}</span> : shown}
      </span>
      {whole?.(path)}
      {kind !== 'part' && (
        <span className={styles['copy']}>
          <IconButton
            name="Copy the path"
            icon="link"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation()
              void copy(path, 'Path')
            }}
          />
          <IconButton
            name="Copy the value"
            icon="copy"
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation()
              void copy(copied(line), 'Value')
            }}
          />
        </span>
      )}
    </div>
  )
}
