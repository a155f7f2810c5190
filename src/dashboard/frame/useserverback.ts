import { useEffect } from 'react'

const everyMs = 3_000

/**
 * Does something once the server answers that did not answer before. One that answers at once is no reason: what is
 * missing there would be missing again.
 */
export function useServerBack(isWanted: boolean, back: () => void) {
  useEffect(() => {
    if (!isWanted) return
    let wasAway = false
    let isAsking = false
    const look = async () => {
      if (isAsking) return
      isAsking = true
      const isHere = await fetch('/healthz', { cache: 'no-store' }).then(
        ({ ok }) => ok,
        () => false,
      )
      isAsking = false
      if (isHere && wasAway) back()
      else if (isHere) clearInterval(timer)
      else wasAway = true
    }
    const timer = setInterval(() => void look(), everyMs)
    void look()
    return () => clearInterval(timer)
  }, [isWanted, back])
}
