import { createSignal } from '../data/signal.ts'
import { parseSearch, valueOf } from '../address/query.ts'
import { type Zone, zoneIn } from '../format/times.ts'

/** What a person has chosen for this browser. Everything else that a page shows is in its address. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'compact' | 'comfortable'
  readonly zone: Zone
  readonly isRailNarrow: boolean
  /** Single letters as keys. */
  readonly hasLetterKeys: boolean
}

const first: Settings = {
  theme: 'system',
  density: 'compact',
  zone: 'local',
  isRailNarrow: false,
  hasLetterKeys: true,
}

const key = 'execgraph.settings'

/** What was chosen, whatever an address shows meanwhile. */
let chosen = settingsIn(stored(key))

export const settings = createSignal(shownNow())

function shownNow(): Settings {
  return {
    ...chosen,
    zone: zoneIn(valueOf(parseSearch(globalThis.location?.search ?? ''), 'tz')) ?? chosen.zone,
  }
}

/** What was kept, as far as this version understands it. */
export function settingsIn(value: unknown): Settings {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const one = <Key extends keyof Settings>(name: Key, values: readonly Settings[Key][]): Settings[Key] =>
    values.find((each) => each === found[name]) ?? first[name]
  return {
    theme: one('theme', ['system', 'light', 'dark']),
    density: one('density', ['compact', 'comfortable']),
    zone: one('zone', ['local', 'utc']),
    isRailNarrow: one('isRailNarrow', [true, false]),
    hasLetterKeys: one('hasLetterKeys', [true, false]),
  }
}

/** Follows what other tabs choose. */
export const followSettings = () =>
  followStored(key, (value) => {
    chosen = settingsIn(value)
    settings.set(shownNow())
    apply()
  })

export function choose(change: Partial<Settings>) {
  chosen = { ...chosen, ...change }
  settings.set({ ...settings.get(), ...change })
  store(key, chosen)
  apply()
}

/** Shows times as an address says, without choosing that for later. */
export const showZone = (zone: Zone) => settings.set({ ...settings.get(), zone })

/** Puts theme and density on the page. */
export function apply() {
  const { theme, density } = settings.get()
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  dataset['density'] = density
  // The script that runs before the page is drawn reads it.
  store('execgraph.theme', theme, String)
}

export function stored(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** `false`: the browser keeps nothing, or has no room. A choice lasts as long as the page then. */
export function store(
  name: string,
  value: unknown,
  text: (value: unknown) => string = JSON.stringify,
): boolean {
  try {
    localStorage.setItem(name, text(value))
    return true
  } catch {
    return false
  }
}

/** Calls back when another tab has stored something else. */
export function followStored(name: string, listener: (value: unknown) => void) {
  window.addEventListener('storage', (event) => {
    // Without a key all was cleared.
    if (event.key === name || event.key === null) listener(stored(name))
  })
}
