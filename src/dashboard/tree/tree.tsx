import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { count } from '../format/numbers.ts'
import { Icon } from '../ui/icon.tsx'
import { copy } from '../ui/notice.tsx'
import { type Line, linesOf } from './flatten.ts'
import { TreeLine, canOpen, copied } from './treeline.tsx'
import { type Found, found } from './search.ts'
import styles from './tree.module.css'

const rowHeight = 22
/** A value that is small is wholly open at first. */
const openDepths = { small: 3, large: 1 } as const
const smallChars = 4_000

interface TreeProps {
  readonly name: string
  readonly value: unknown
  /** What stands behind a line that was cut: `$.weights`. */
  readonly whole?: ((path: string) => React.ReactNode) | undefined
}

/** A JSON value as a tree that is searched and moved in by keys: flat, and only what is in view is drawn. */
export function Tree({ name, value, whole }: TreeProps) {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [text, setText] = useState('')
  const [current, setCurrent] = useState(0)
  const openDepth = useMemo(() => (isSmall(value) ? openDepths.small : openDepths.large), [value])
  const search = useMemo(() => (text.trim() === '' ? undefined : found(value, text.trim())), [value, text])
  const lines = useMemo(
    () => linesOf(value, { turned, openDepth, only: search?.only }),
    [value, turned, openDepth, search],
  )
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const turn = ({ path, isOpen }: Line) => setTurned((old) => new Map(old).set(path, !isOpen))
  const go = (index: number) => {
    const next = Math.min(Math.max(0, index), lines.length - 1)
    setCurrent(next)
    virtual.scrollToIndex(next)
  }
  const at = Math.min(current, lines.length - 1)
  return (
    <div className={styles['tree']}>
      <SearchBox name={name} text={text} onText={setText} search={search} />
      <div
        ref={scroller}
        className={styles['lines']}
        role="tree"
        aria-label={name}
        tabIndex={0}
        aria-activedescendant={`${name}-${at}`}
        onKeyDown={(event) => moveIn(event, { lines, at, go, turn })}
      >
        <div className={styles['all']} role="none" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <TreeLine
              key={lines[index]!.path}
              id={`${name}-${index}`}
              line={lines[index]!}
              top={start}
              isCurrent={index === at}
              whole={whole}
              onPress={() => {
                setCurrent(index)
                turn(lines[index]!)
              }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface SearchBoxProps {
  readonly name: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly search: Found | undefined
}

function SearchBox({ name, text, onText, search }: SearchBoxProps) {
  return (
    <div className={styles['search']}>
      <Icon of="search" size={12} />
      <input
        type="search"
        value={text}
        placeholder={`Find in ${name.toLowerCase()}`}
        aria-label={`Find in ${name.toLowerCase()}`}
        onChange={({ target }) => onText(target.value)}
      />
      {search && (
        <span className="muted" role="status">
          {search.hits.length === 0 ? 'nothing' : `${count(search.hits.length)}${search.hasMore ? '+' : ''}`}
        </span>
      )}
    </div>
  )
}

/** Whether a value has so few parts that all of it can be open. */
function isSmall(value: unknown): boolean {
  let chars = 0
  const left = [value]
  while (left.length > 0 && chars <= smallChars) {
    const one = left.pop()
    chars += typeof one === 'string' ? one.length : 8
    if (typeof one === 'object' && one !== null) for (const below of Object.values(one)) left.push(below)
  }
  return chars <= smallChars
}

interface Moving {
  readonly lines: readonly Line[]
  readonly at: number
  readonly go: (index: number) => void
  readonly turn: (line: Line) => void
}

function moveIn(event: KeyboardEvent<HTMLElement>, { lines, at, go, turn }: Moving) {
  const line = lines[at]
  if (!line || event.target !== event.currentTarget) return
  const above = () => lines.findLastIndex((one, index) => index < at && one.depth < line.depth)
  const actions: Record<string, () => void> = {
    ArrowDown: () => go(at + 1),
    j: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    k: () => go(at - 1),
    Home: () => go(0),
    End: () => go(lines.length - 1),
    ArrowRight: () => (canOpen(line) && !line.isOpen ? turn(line) : go(at + 1)),
    ArrowLeft: () => (line.isOpen ? turn(line) : go(above())),
    Enter: () => canOpen(line) && turn(line),
    c: () => void copy(copied(line), 'Value'),
  }
  const action = actions[event.key]
  if (!action || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  event.stopPropagation()
  action()
}
