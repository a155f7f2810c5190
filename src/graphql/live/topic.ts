import type { Topic } from '../../live/events.ts'
import { type Context, writableNamed } from '../context.ts'
import { checkIds } from '../executions/lookup.ts'
import { isId } from '../inputs/checks.ts'
import { idWithin } from '../lists/anywhere.ts'
import { backendsOf, runFilter } from '../runs/filter.ts'
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
    backends: backendsOf({ backends }, filter),
  }),
  queueChanged: ({ backend }: SubscriptionQueueChangedArgs, backends) => ({
    on: 'queue',
    backend: writableNamed(backends, backend, 'backend'),
  }),
  attentionChanged: () => ({ on: 'attention' }),
}

export const topicOf = (field: string, args: object, backends: Backends): Topic =>
  topics[field as Field](args as never, backends)

function watchedId(text: string, backends: Backends) {
  const places = backends.flatMap((backend) => {
    const id = idWithin(backend, text, backends)
    return id !== null && isId(id) ? [{ backend, id }] : []
  })
  return { text, places }
}
