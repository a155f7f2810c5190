import { parseSearch } from '../address/query.ts'
import { now } from '../data/clock.ts'
import type { Walk } from '../walk/walk.ts'
import { readPage } from './readpage.ts'
import { executionFilterOf, executionViewOf } from './view.ts'

/** So many pages are read to find an execution in its list. */
const mostPages = 10

/** The list of an address, read up to an execution: the page was loaded anew and has forgotten it. */
export async function readWalk(list: string, key: string): Promise<Walk> {
  const view = executionViewOf(parseSearch(new URL(list, location.origin).search))
  const filter = executionFilterOf(view, now())
  let ids: readonly string[] = []
  let after: string | null = null
  const more = async () => {
    const { nodes, next } = await readPage(filter, view.direction, after)
    ids = [...ids, ...nodes.map((row) => row.key)]
    after = next
    return { ids, hasMore: next !== null }
  }
  let order = await more()
  for (let page = 1; page < mostPages && order.hasMore && !order.ids.includes(key); page += 1)
    order = await more()
  return { list, ...order, more }
}
