/** If no change is told for so long, what is to be shown is not held up by it. */
export const patienceMs = 300

/**
 * Asks as soon as changes are told, so that what is read need not be read again because some may have been missed; or
 * after a moment, and then again. `told`: something was told. `lost`: changes may have been missed, and more will be told.
 */
export function whenFollowed(ask: () => void) {
  let isBehind = true
  const timer = setTimeout(ask, patienceMs)
  return {
    told() {
      if (!isBehind) return
      isBehind = false
      clearTimeout(timer)
      ask()
    },
    lost: () => void (isBehind = true),
    /** All is to be asked for anew. */
    again() {
      this.lost()
      this.told()
    },
    end: () => clearTimeout(timer),
  }
}
