import { useEffect, useRef, useState } from 'react'
import { now } from '../data/clock.ts'
import type { Conditions } from '../filter/conditions.ts'
import { anchorOf } from '../filter/span.ts'

const lookMs = 5_000

/** The time from which a relative time is reckoned. It is moved on while nobody reads further down. */
export function useAnchor({ from, to }: Pick<Conditions, 'from' | 'to'>, isScrolled: () => boolean): number {
  const text = `${from} ${to ?? ''}`
  const [anchor, setAnchor] = useState(() => ({ text, time: anchorOf({ from, to }, now()) }))
  const scrolled = useRef(isScrolled)
  scrolled.current = isScrolled
  if (anchor.text !== text) setAnchor({ text, time: anchorOf({ from, to }, now()) })
  useEffect(() => {
    const timer = setInterval(() => {
      const time = anchorOf({ from, to }, now())
      const isFollowing = from.startsWith('-') || to?.startsWith('-')
      if (isFollowing && !scrolled.current())
        setAnchor((before) => (before.text === text && before.time !== time ? { text, time } : before))
    }, lookMs)
    return () => clearInterval(timer)
  }, [from, to, text])
  return anchor.time
}
