import { store, stored } from './settings.ts'
import { type View, viewsIn } from './views.ts'

const key = 'execgraph.recent'
const kept = 8

/** What was opened from the palette, the newest first. */
export const recent = (): readonly View[] => viewsIn(stored(key)).slice(0, kept)

export const visit = (view: View) =>
  store(key, [view, ...recent().filter(({ address }) => address !== view.address)].slice(0, kept))
