import { useEffect, useLayoutEffect, useRef } from 'react'
import { now, onSecond } from '../data/clock.ts'

/** A text that follows the clock. Its node is written directly, so that nothing is rendered anew. */
export function Ticking({
  text,
  className,
}: {
  text: (now: number) => string
  className?: string | undefined
}) {
  const element = useRef<HTMLSpanElement>(null)
  const latest = useRef(text)
  latest.current = text
  const write = () => {
    const next = latest.current(now())
    const node = element.current
    if (node && node.textContent !== next) node.textContent = next
  }
  // What React wrote last may be what it writes now, and not what the clock has written meanwhile.
  useLayoutEffect(write)
  useEffect(() => onSecond(write), [])
  return (
    <span ref={element} className={className}>
      {text(now())}
    </span>
  )
}
