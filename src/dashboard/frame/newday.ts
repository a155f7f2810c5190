import { now } from '../data/clock.ts'
import { onShown } from '../data/shownagain.ts'
import { settings } from './settings.ts'

const lookMs = 20_000

/** Times of today are written without their day, so that all must be written anew when another day begins. */
export function followDays() {
  const days = () => {
    const time = new Date(now())
    return `${time.toDateString()} ${time.getUTCDate()}`
  }
  let written = days()
  onShown(lookMs, () => {
    if (days() === written) return
    written = days()
    // Whoever writes times watches the settings, where the zone is.
    settings.set({ ...settings.get() })
  })
}
