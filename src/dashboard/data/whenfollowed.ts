/**
 * Asks at once, and again as soon as changes are told: some may have been missed. `told`: something was told; `isKnown`: it
 * is what the first answer says. `lost`: changes may have been missed, and more will be told.
 */
export function whenFollowed(ask: () => void) {
  let behind: 'no' | 'at first' | 'later' = 'at first'
  ask()
  return {
    told(isKnown = false) {
      if (behind === 'later' || (behind === 'at first' && !isKnown)) ask()
      behind = 'no'
    },
    lost: () => void (behind = 'later'),
    /** All is to be asked for anew. */
    again() {
      this.lost()
      this.told()
    },
  }
}
