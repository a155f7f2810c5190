import { nameOfPart } from '../address/addresses.ts'
import { parseSearch } from '../address/query.ts'
import { now } from '../data/clock.ts'
import { queryOf } from './userunlist.ts'
import { type View, viewOf } from './view.ts'
import type { Walk } from '../walk/walk.ts'

/** So many pages are read to find a run in its list. */
const mostPages = 10

/** The list of an address, read up to a run: the page was loaded anew and has forgotten it. */
export async function readWalk(list: string, id: string): Promise<Walk> {
  const { pathname, search } = new URL(list, location.origin)
  const { list: rows, pages } = queryOf({ ...viewOf(parseSearch(search)), ...fixedOf(pathname) }, now(), '')
  const order = () => ({ ids: rows.order(), hasMore: pages.hasMore() })
  const more = async () => {
    await pages.more()
    return order()
  }
  await pages.reload()
  for (let page = 1; page < mostPages && pages.hasMore() && !rows.order().includes(id); page += 1)
    await more()
  return { list, ...order(), more }
}

/** What the page of a flow always asks for. */
function fixedOf(path: string): Partial<View> {
  const [, backend, flow] = /^\/flows\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  if (backend === undefined || flow === undefined) return {}
  const nameOf = (part: string) => nameOfPart(decodeURIComponent(part))
  return { backend: [nameOf(backend)], flow: [nameOf(flow)] }
}
