import type { Backend } from '../../db/backend.ts'
import type { Topic, WatchedId } from '../../live/events.ts'
import type { Sight } from '../../live/sight.ts'
import { seenFilter } from '../access/flows.ts'
import { wholeOf } from '../access/whole.ts'
import type { Viewer } from '../access/viewer.ts'
import { type Context, type Stores, writableNamed } from '../context.ts'
import { checkIds } from '../executions/lookup.ts'
import { isId } from '../inputs/checks.ts'
import { idWithin } from '../lists/anywhere.ts'
import { backendsAmong, matchesNothing } from '../lists/filters.ts'
import { runFilter, thoseWithRuns } from '../runs/filter.ts'
import type {
  Subscription,
  SubscriptionExecutionsChangedArgs,
  SubscriptionQueueChangedArgs,
  SubscriptionRunsChangedArgs,
} from '../types.gen.ts'

type Backends = Context['backends']

/** The backends that a viewer sees, as the hub knows them, and what it sees there. */
interface Seen {
  readonly backends: Backends
  readonly sight: Sight
  readonly viewer: Viewer
}

const known = new WeakMap<Backends, Backends>()

/** What a viewer sees, of the stores as it sees them. */
export const seenIn = (viewer: Viewer, { backends }: Stores): Seen => ({
  backends: wholesOf(backends),
  sight: { key: viewer.sees, flows: viewer.flows },
  viewer,
})

/** The same list for the same backends. */
function wholesOf(backends: Backends): Backends {
  let found = known.get(backends)
  if (!found) {
    const wholes = backends.map(wholeOf)
    found = wholes.every((whole, place) => whole === backends[place]) ? backends : wholes
    known.set(backends, found)
  }
  return found
}

type Field = Exclude<keyof Subscription, '__typename'>

/** What each field of a subscription watches, by its arguments. Throws a coded error for those that are wrong. */
const topics: Readonly<Record<Field, (args: never, seen: Seen) => Topic>> = {
  executionsChanged({ ids }: SubscriptionExecutionsChangedArgs, { backends, sight }) {
    checkIds(ids)
    return { on: 'executions', ids: [...new Set(ids)].map((text) => watchedId(text, backends)), sight }
  },
  runsChanged({ filter: given }: SubscriptionRunsChangedArgs, { backends, sight, viewer }) {
    const filter = seenFilter({ viewer }, given)
    return {
      on: 'runs',
      filter: { ...runFilter(filter ?? {}), ...(sight.flows && { within: sight.flows }) },
      isEmpty: filter != null && matchesNothing(filter),
      backends: thoseWithRuns(backendsAmong({ backends }, filter?.backend)),
      sight,
    }
  },
  queueChanged: ({ backend }: SubscriptionQueueChangedArgs, { backends, sight }) => ({
    on: 'queue',
    backend: writableNamed(backends, backend, 'backend'),
    sight,
  }),
  attentionChanged: (_, { backends, sight }) => ({ on: 'attention', backends, sight }),
}

export const topicOf = (field: string, args: object, seen: Seen): Topic =>
  topics[field as Field](args as never, seen)

function watchedId(text: string, backends: Backends): WatchedId {
  const own = backends.filter((backend) => idWithin(backend, text, backends) !== null)
  const id = idWithin(own[0]!, text, backends)!
  if (!isId(id)) return { text, id, backends: nowhere }
  return { text, id, backends: own.length < backends.length ? alone(own[0]!) : backends }
}

const nowhere: Backends = []
const lists = new WeakMap<Backend, Backends>()

/** Ids share their lists of backends: many are watched. */
function alone(backend: Backend): Backends {
  const list = lists.get(backend) ?? [backend]
  lists.set(backend, list)
  return list
}
