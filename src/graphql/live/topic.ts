import type { Backend } from '../../db/backend.ts'
import type { Topic, WatchedId } from '../../live/events.ts'
import { type Context, writableNamed } from '../context.ts'
import { checkIds } from '../executions/lookup.ts'
import { isId } from '../inputs/checks.ts'
import { idWithin } from '../lists/anywhere.ts'
import { backendsAmong, matchesNothing } from '../lists/filters.ts'
import { runFilter } from '../runs/filter.ts'
import type {
  Subscription,
  SubscriptionExecutionsChangedArgs,
  SubscriptionQueueChangedArgs,
  SubscriptionRunsChangedArgs,
} from '../types.gen.ts'

type Backends = Context['backends']
type Field = Exclude<keyof Subscription, '__typename'>

/** What each field of a subscription watches, by its arguments. Throws a coded error for those that are wrong. */
const topics: Readonly<Record<Field, (args: never, backends: Backends) => Topic>> = {
  executionsChanged({ ids }: SubscriptionExecutionsChangedArgs, backends) {
    checkIds(ids)
    return { on: 'executions', ids: [...new Set(ids)].map((text) => watchedId(text, backends)) }
  },
  runsChanged: ({ filter }: SubscriptionRunsChangedArgs, backends) => ({
    on: 'runs',
    filter: runFilter(filter ?? {}),
    isEmpty: filter != null && matchesNothing(filter),
    backends: backendsAmong({ backends }, filter?.backend),
  }),
  queueChanged: ({ backend }: SubscriptionQueueChangedArgs, backends) => ({
    on: 'queue',
    backend: writableNamed(backends, backend, 'backend'),
  }),
  attentionChanged: () => ({ on: 'attention' }),
}

export const topicOf = (field: string, args: object, backends: Backends): Topic =>
  topics[field as Field](args as never, backends)

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
