import { createSignal } from '../data/signal.ts'
import { store, stored } from './settings.ts'

/** A named address, kept in this browser. */
export interface View {
  readonly name: string
  readonly address: string
}

const key = 'execgraph.views'
const isView = (one: unknown): one is View =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as View).name === 'string' &&
  typeof (one as View).address === 'string' &&
  (one as View).address.startsWith('/') &&
  !(one as View).address.startsWith('//')

export const views = createSignal<readonly View[]>(viewsIn(stored(key)))

/** The views of a file, or of what was kept. What is none is left out. */
export function viewsIn(value: unknown): readonly View[] {
  return Array.isArray(value) ? value.filter(isView).slice(0, 100) : []
}

const keep = (next: readonly View[]) => {
  views.set(next)
  store(key, next)
}

/** Another view of the same name is replaced. */
export const saveView = (view: View) => keep([...views.get().filter(({ name }) => name !== view.name), view])
export const dropView = (name: string) => keep(views.get().filter((view) => view.name !== name))
export const importViews = (found: readonly View[]) => found.forEach(saveView)
