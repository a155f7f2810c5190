import { useEffect, useState } from 'react'
import { isPast } from '../address/anchor.ts'
import { now } from '../data/clock.ts'
import { onShown } from '../data/shownagain.ts'
import type { View } from './view.ts'

const lookMs = 5_000

/**
 * From when the times of a view are reckoned. It is moved on with the clock, or by `renew`, but not while `isHeld`: what
 * one reads must not go.
 */
export function useAnchor({ from, to }: Pick<View, 'from' | 'to'>, isHeld: () => boolean) {
  const text = `${from} ${to ?? ''}`
  const [anchor, setAnchor] = useState(() => ({ text, time: now() }))
  const current = anchor.text === text ? anchor : { text, time: now() }
  if (current !== anchor) setAnchor(current)
  useEffect(() => {
    return onShown(lookMs, () => {
      if (!isHeld() && isPast({ from, to }, current.time, now())) setAnchor({ text, time: now() })
    })
  }, [from, to, text, current.time, isHeld])
  return { time: current.time, renew: () => setAnchor({ text, time: now() }) }
}
