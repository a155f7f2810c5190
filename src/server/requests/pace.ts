/** How many bytes of long bodies are taken in one round of the event loop. A socket may have megabytes at once. */
const roundBytes = 1024 * 1024
/** So many of those that wait go on in one round. */
const mostResumed = 16

export type Pace = ReturnType<typeof createPace>

/** A request whose body arrives. */
interface Paused {
  pause(): unknown
  resume(): unknown
}

/** Holds long bodies back while others are served: each round of the event loop takes a bounded part of all of them. */
export function createPace() {
  const waiting: Paused[] = []
  let left = roundBytes
  let isArmed = false
  const nextRound = () => {
    isArmed = false
    left = roundBytes
    for (const request of waiting.splice(0, mostResumed)) request.resume()
    if (waiting.length > 0) arm()
  }
  const arm = () => {
    if (!isArmed) setImmediate(nextRound)
    isArmed = true
  }
  return {
    /** Notes bytes of a long body. The request pauses if this round has taken enough. */
    took(request: Paused, bytes: number): void {
      left -= bytes
      arm()
      if (left > 0) return
      request.pause()
      waiting.push(request)
    },
  }
}
