import { useEffect, useRef } from 'react'
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
  useEffect(
    () =>
      onSecond(() => {
        const next = latest.current(now())
        const node = element.current
        if (node && node.textContent !== next) node.textContent = next
      }),
    [],
  )
  return (
    <span ref={element} className={className}>
      {text(now())}
    </span>
  )
}
