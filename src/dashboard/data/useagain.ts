import { useEffect, useRef } from 'react'

/** Asks again when a version changes, though not for the first one. */
export function useAgain(again: () => void, version: string) {
  const known = useRef(version)
  useEffect(() => {
    if (known.current === version) return
    known.current = version
    again()
  })
}
