import { type RefObject, memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { looks, statusOf } from '../status/statuses.ts'
import { Cells } from './cells.tsx'
import type { RowProps } from './rowprops.ts'
import { useRow } from './userunlist.ts'
import styles from './row.module.css'

const leavingMs = 2_000

/** A run of the list. It stays for a moment when it has left the filter, and longer while one points at it. */
export const RunRow = memo(function RunRow(props: RowProps) {
  const { list, id, index, top, height, isCurrent, isPeeked, isSelected, isPlain, on } = props
  const { row: run, left } = useRow(list, id)
  const element = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  useFocusOf(element, id)
  useEffect(() => {
    if (!left) return
    const timer = setInterval(() => {
      if (!element.current?.matches(':hover, :focus-within')) list.drop(id)
    }, leavingMs)
    return () => clearInterval(timer)
  }, [left, list, id])
  if (!run) return null
  return (
    <div
      ref={element}
      className={styles['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected || isPeeked}
      tabIndex={isCurrent ? 0 : -1}
      data-row={id}
      data-hue={looks[statusOf(run.status)].hue}
      data-status={isPlain ? '' : run.status}
      data-left={left?.why}
      data-peeked={isPeeked}
      style={{ top, height }}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => {
        setNear(true)
        on.focus(id)
      }}
      onBlur={() => setNear(false)}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, button, input')) on.peek(id)
      }}
    >
      <Cells {...props} run={run} left={left?.why} isNear={isNear} />
    </div>
  )
})

/** The focus does not go on to the row that takes the element over. */
function useFocusOf(element: RefObject<HTMLElement | null>, id: string) {
  useLayoutEffect(
    () => () => {
      const { activeElement } = document
      if (element.current?.contains(activeElement)) (activeElement as HTMLElement).blur()
    },
    [element, id],
  )
}
