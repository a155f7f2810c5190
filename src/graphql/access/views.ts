import { LRUCache } from 'lru-cache'
import type { Backend } from '../../db/backend.ts'
import { narrowedTo } from '../../db/narrowed.ts'
import type { Stores } from '../context.ts'
import { noCache } from '../loading/statuscache.ts'
import { lacksScope } from './rules.ts'
import type { Viewer } from './viewer.ts'
import { seenThrough, wholeOf } from './whole.ts'

/** Most different limits for which what they see is kept. */
const mostViews = 1_000

/** The stores as viewers see them: the same for all who see the same. Who sees everything sees the stores themselves. */
export function createViews(stores: Stores) {
  const views = new LRUCache<string, Stores>({ max: mostViews })
  return (viewer: Viewer): Stores => {
    if (viewer.sees === '') return stores
    let found = views.get(viewer.sees)
    if (!found) views.set(viewer.sees, (found = seenStores(stores, viewer)))
    return found
  }
}

function seenStores(stores: Stores, viewer: Viewer): Stores {
  const { backends, cache, metUngrouped, position } = stores
  const isSeen = (name: string) => viewer.backends?.includes(name) ?? true
  return {
    ...stores,
    backends: backends.filter(({ name }) => isSeen(name)).map((backend) => seenBackend(backend, viewer)),
    // What is kept is for those who see all flows.
    cache: viewer.flows || !viewer.scopes.has('READ') ? noCache : cache,
    metUngrouped: metUngrouped && ((backend) => metUngrouped(wholeOf(backend))),
    position: position && ((mayLag) => among(position(mayLag), isSeen)),
  }
}

/** Where the backends that a viewer sees stand. */
function among(position: Readonly<Record<string, string>> | undefined, isSeen: (name: string) => boolean) {
  const seen = Object.entries(position ?? {}).filter(([name]) => isSeen(name))
  return seen.length > 0 ? Object.fromEntries(seen) : undefined
}

function seenBackend(backend: Backend, { scopes, flows }: Viewer): Backend {
  if (scopes.has('READ') && !flows) return backend
  return seenThrough(backend, {
    ...(flows && narrowedTo(backend, flows)),
    ...(!scopes.has('READ') && { read: refuse }),
  })
}

const refuse = () => Promise.reject(lacksScope('READ', 'What is read needs'))
