import { useRef } from 'react'

/** The newest answer that there was: one that fails later does not take away what is shown. */
export function useKept<Value>(value: Value | undefined): Value | undefined {
  const kept = useRef<Value | undefined>(undefined)
  kept.current = value ?? kept.current
  return kept.current
}
