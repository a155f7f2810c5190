import { isFailed } from '../../client/standing.ts'
import type { Model } from './model.ts'

/** What of a graph is of interest. */
export interface Filter {
  readonly only: 'all' | 'running' | 'failed'
  readonly text: string
}

export const noFilter: Filter = { only: 'all', text: '' }

const isOf: Readonly<Record<'running' | 'failed', (status: string) => boolean>> = {
  running: (status) => status === 'RUNNING',
  failed: isFailed,
}

export const countOf = ({ statuses }: Pick<Model, 'statuses'>, only: 'running' | 'failed') =>
  statuses.reduce((count, status) => count + (isOf[only](status) ? 1 : 0), 0)

/** The nodes that fit, in their order. `undefined` if all do because nothing is asked. */
export function fitting({ nodes, statuses }: Pick<Model, 'nodes' | 'statuses'>, { only, text }: Filter) {
  const words = text.trim().toLowerCase()
  if (only === 'all' && words === '') return
  const found = new Set<number>()
  nodes.forEach(({ id, label, contains = '' }, index) => {
    if (only !== 'all' && !isOf[only](statuses[index]!)) return
    if ([label, id, contains].some((name) => name.toLowerCase().includes(words))) found.add(index)
  })
  return found
}
