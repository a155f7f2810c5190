import type { Backend } from '../../db/backend.ts'
import type { Queue } from '../../db/queue/queue.ts'
import type { StatusCache } from '../../graphql/loading/statuscache.ts'
import { type Viewer, openViewer } from '../../graphql/access/viewer.ts'
import type { HubFigures } from '../../live/hub.ts'
import type { Outgoing } from '../outgoing.ts'
import type { FromSocket } from '../requests/body.ts'
import type { Hosts } from '../requests/hosts.ts'
import { type MayReadMetrics, type Metrics, useMetricsPage } from './page.ts'
import { processFamilies } from './process.ts'
import { queueFamilies } from './queues.ts'
import { type Family, exposition } from './registry.ts'
import { type NameOf, requestMetrics } from './requests.ts'
import { storeFamilies } from './stores.ts'

export interface MetricsOptions {
  /** Who may read them beside the API. Default: all, if only this machine reaches the server. */
  readonly mayRead?: MayReadMetrics
}

interface Sources {
  readonly outgoing: Outgoing
  readonly hosts: Hosts | undefined
  readonly viewerIn: (given: FromSocket) => Viewer | undefined
  readonly queue: Queue
  readonly cache: StatusCache
  readonly live: { readonly figures: () => HubFigures }
}

/** The text is made anew at most so often, however many scrape. */
const freshMs = 100

/** Measures from now on, or nothing without options. */
export function createMetrics(
  backends: readonly Backend[],
  options: MetricsOptions | undefined,
  nameOf?: NameOf,
) {
  if (!options) return { over: () => ({ metrics: undefined, pages: [], measuring: [] }) }
  const { mayRead } = options
  const { plugin, refused, batched, families } = requestMetrics(nameOf)
  const stores = storeFamilies(backends)
  return {
    refused,
    batched,
    over({ queue, cache, live, outgoing, hosts, viewerIn }: Sources) {
      let now = live.figures()
      const { look, families: ofQueue } = queueFamilies(backends, queue)
      const all = [
        ...families,
        ...cacheFamilies(cache),
        ...stores,
        ...ofQueue,
        ...liveFamilies(() => now),
        ...processFamilies(),
      ]
      let last: Promise<string> | undefined
      const read = async () => {
        await look()
        // Once for all metrics: the subscriptions of all streams are counted.
        now = live.figures()
        return exposition(all)
      }
      const metrics: Metrics = {
        read() {
          if (last) return last
          last = read()
          setTimeout(() => (last = undefined), freshMs).unref()
          return last
        },
      }
      const isAdmin: MayReadMetrics = (_, given) => isForMetrics(viewerIn(given), hosts)
      const page = { metrics, outgoing, mayRead: mayRead ?? isAdmin }
      return { metrics, pages: [useMetricsPage(page)], measuring: [plugin] }
    },
  }
}

/** Without authentication, those on this machine. */
const isForMetrics = (viewer: Viewer | undefined, hosts: Hosts | undefined): boolean =>
  viewer === openViewer
    ? (hosts?.loopback ?? false)
    : viewer !== undefined && viewer.scopes.has('ADMIN') && !viewer.flows && !viewer.backends

function cacheFamilies({ answered }: StatusCache): Family[] {
  if (!answered) return []
  const samples = () =>
    (['hits', 'misses'] as const).map((result) => ({ labels: { result }, value: answered[result] }))
  return [
    {
      name: 'execgraph_status_cache_total',
      type: 'counter',
      help: 'Ids that were looked up through the cache: answered from memory or not.',
      samples,
    },
  ]
}

function liveFamilies(figures: () => HubFigures): Family[] {
  const one = (type: Family['type'], what: keyof HubFigures, name: string, help: string): Family => ({
    name: `execgraph_live_${name}`,
    type,
    help,
    samples: () => [{ value: figures()[what] }],
  })
  return [
    one('gauge', 'streams', 'streams', 'Open streams.'),
    one('gauge', 'operations', 'subscriptions', 'Subscriptions of all streams.'),
    one('counter', 'ticks', 'ticks_total', 'Readings that found changes.'),
    one('counter', 'frames', 'frames_total', 'Frames for subscribers.'),
    one('counter', 'bytes', 'frame_bytes_total', 'Bytes of these frames.'),
    one('gauge', 'waiting', 'waiting_bytes', 'Bytes of frames that subscribers have not taken yet.'),
    one('counter', 'lost', 'resets_total', 'How often too much waited for a subscriber, which began again.'),
  ]
}
