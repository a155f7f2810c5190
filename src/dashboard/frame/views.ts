import { createSignal } from '../data/signal.ts'
import { followStored, store, stored } from './settings.ts'

/** A named address, kept in this browser. */
export interface View {
  readonly name: string
  readonly address: string
}

const key = 'execgraph.views'
export const mostViews = 100
const [longestName, longestAddress] = [200, 20_000]

const isView = (one: unknown): one is View => {
  const { name, address } = (one ?? {}) as Partial<Record<keyof View, unknown>>
  return (
    typeof name === 'string' && name.length <= longestName && typeof address === 'string' && isOwn(address)
  )
}

/** An address of this site. Browsers read a backslash as a slash, and leave out line ends: `/\\other.example` is elsewhere. */
function isOwn(address: string): boolean {
  if (!address.startsWith('/') || address.length > longestAddress) return false
  return URL.parse(address, 'http://own.invalid')?.host === 'own.invalid'
}

export const views = createSignal(ofOneName(viewsIn(stored(key))))

/** The views of a file, or of what was kept. What is none is left out. */
export function viewsIn(value: unknown): readonly View[] {
  return Array.isArray(value) ? value.filter(isView).slice(0, mostViews) : []
}

/** Of several views of one name, the last. */
function ofOneName(found: readonly View[]): readonly View[] {
  return [...new Map(found.map((view) => [view.name, view])).values()]
}

/** Follows what other tabs keep and drop. */
export const followViews = () => followStored(key, (value) => views.set(ofOneName(viewsIn(value))))

/** What became of views that were to be kept. `page`: only as long as the page. `full`: there are too many. */
export type Kept = 'kept' | 'page' | 'full'

/** Others of the same names are replaced. */
export function saveViews(added: readonly View[]): Kept {
  const names = new Set(added.map(({ name }) => name))
  const next = [...views.get().filter(({ name }) => !names.has(name)), ...ofOneName(added)]
  return next.length > mostViews ? 'full' : keep(next)
}

export const dropView = (name: string) => keep(views.get().filter((view) => view.name !== name))

function keep(next: readonly View[]): Kept {
  views.set(next)
  return store(key, next) ? 'kept' : 'page'
}
