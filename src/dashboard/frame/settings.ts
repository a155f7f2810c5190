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
let chosen: Settings = { ...first, ...(stored(key) as Partial<Settings> | undefined) }

export const settings = createSignal<Settings>({
  ...chosen,
  zone: zoneIn(valueOf(parseSearch(location.search), 'tz')) ?? chosen.zone,
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

export function store(name: string, value: unknown, text: (value: unknown) => string = JSON.stringify) {
  try {
    localStorage.setItem(name, text(value))
  } catch {
    // Without storage a choice lasts as long as the page.
  }
}
