import type { Ticks } from '../../client/live/rows.ts'

/** How far what was read has seen, and from where on changes are told, by backend. */
export function createProgress() {
  let [seen, told] = [{} as Ticks, {} as Ticks]
  return {
    seen: (ticks: Ticks) => void (seen = ticks),
    told: (backend: string, tick: string) => void (told = { ...told, [backend]: tick }),
    /** Whether changes were told since a time that what was read had not seen. It is said once. */
    isBehind() {
      const isBehind = Object.entries(told).some(([backend, tick]) => !isAsFar(seen[backend], tick))
      told = {}
      return isBehind
    },
  }
}

/** Ticks of different epochs cannot be compared. */
function isAsFar(tick: string | undefined, other: string): boolean {
  const [epoch, number] = partsOf(tick ?? '')
  const [otherEpoch, otherNumber] = partsOf(other)
  return epoch === otherEpoch && number >= otherNumber
}

const partsOf = (tick: string): [string, number] => {
  const dot = tick.lastIndexOf('.')
  return [tick.slice(0, dot), Number(tick.slice(dot + 1))]
}
