import type { YogaInitialContext } from 'graphql-yoga'
import type { Actor } from '../db/audit/note.ts'
import type { Backend } from '../db/backend.ts'
import type { Interest } from '../db/interest.ts'
import { type Meter, createMeter } from '../db/meter.ts'
import type { Queue } from '../db/queue/queue.ts'
import type { RetainRule } from '../db/retention/rule.ts'
import { wholeOf } from './access/whole.ts'
import type { Viewer } from './access/viewer.ts'
import type { Answer } from './answers/answer.ts'
import { badInput, coded } from './errors.ts'
import { type Look, createLook, defaultReadMs } from './loading/look.ts'
import { type StatusCache, noCache } from './loading/statuscache.ts'
import type { GraphQLError } from 'graphql'
import type { PayloadLimits } from '../db/recording/payload.ts'
import type { SampleRates } from '../db/recording/sampling.ts'

/** How often one request may read its backends, over all of them. */
export const defaultReads = 200

/**
 * Lives as long as one request. What bounds a whole answer, or is reported in it, is here and not in a look: otherwise a
 * mutation could read and send as much again with every field, and its answer would report only the last one.
 */
export interface RequestContext extends Stores {
  /** The reads of the request, which are bounded, and the costs that the answer reports. */
  readonly meter: Meter
  /** The size of the answer, with its limits. */
  readonly answer: Answer
  /** The address of the client, if it is known. */
  readonly client: string | undefined
  /** Who asks. The backends of this context are those that it sees. */
  readonly viewer: Viewer
  /** Errors of the answer besides those that fields throw. */
  readonly problems: GraphQLError[]
  /** Age in milliseconds of the oldest answer from the cache. */
  cacheAge(): number | undefined
  /** The current look. A function, because Yoga copies the properties before the first field is resolved. */
  look(): Look
  /** After a write: the next look sees it, and has a new clock. Nothing of it comes from the cache. */
  renew(): void
}

export type Context = YogaInitialContext & RequestContext

/** Lives as long as the server. */
export interface Stores {
  readonly backends: readonly Backend[]
  readonly cache: StatusCache
  readonly recording: Recording
  readonly queue: Queue
  /** Where tokens are kept, if any backend can keep them. */
  readonly tokens?: TokenKeeper | undefined
  /** Aborted when the server takes no more requests. */
  readonly retiring: AbortSignal
  /** The retention rule, if any. */
  readonly retain: RetainRule | undefined
  /** Called when a reading of groups of failures met failures that are in no group yet. */
  readonly metUngrouped?: ((backend: Backend) => void) | undefined
  /** How often one request may read the backends, over all of them. */
  readonly mostReads?: number | undefined
  /** How many milliseconds the reads of one backend may take in a query. */
  readonly readMs?: number | undefined
  /** Called with the number of keys of each batch of a loader. */
  readonly batched?: Meter['batched'] | undefined
  /** Logs an unexpected error. */
  readonly report: (error: unknown) => void
  /** Up to where a look that begins now sees all changes, by the backends that are followed. */
  readonly position?: ((mayLag: boolean) => Position | undefined) | undefined
  /** What was read for others that are answered alike, by the keys of `once`. */
  readonly readings?: Map<string, Promise<unknown>> | undefined
}

/** The newest tick of each backend. */
type Position = Readonly<Record<string, string>>

/** Who asks, from which address, and whether it still waits for the answer. */
export interface Asking extends Pick<RequestContext, 'client' | 'viewer'> {
  readonly interest?: Interest | undefined
  /** Whether queries may be answered as of a moment ago. */
  readonly mayLag?: boolean
}

/** `stores` are as the viewer sees them. `now`: the clock of the first look. */
export function createContext(
  stores: Stores,
  answer: Answer,
  { client, viewer, interest, mayLag = false }: Asking,
  now?: number,
): RequestContext {
  const meter = createMeter(stores.mostReads ?? defaultReads, stores.batched)
  let cacheAge: number | undefined
  const { readMs = defaultReadMs } = stores
  const fromCache = (ageMs: number) => void (cacheAge = Math.max(ageMs, cacheAge ?? 0))
  // Whatever a mutation reads, it finishes.
  const awaited = interest && {
    isOver: () => !answer.records && interest.isOver(),
    onOver: (call: () => void) => (answer.records ? () => {} : interest.onOver(call)),
  }
  const shared = { meter, client, interest: awaited, fromCache, readMs, readings: stores.readings }
  const newLook = (cache: StatusCache, { clock = Date.now(), mayLag = false } = {}) =>
    createLook(cache, answer, { ...shared, mayLag, now: clock, position: stores.position?.(mayLag) })
  let look: Look | undefined
  const clock = now ?? Date.now()
  // Made for the first field, when it is known whether the request writes.
  const first = () => newLook(stores.cache, { clock, mayLag: mayLag && !answer.records })
  return {
    ...stores,
    meter,
    answer,
    client,
    viewer,
    problems: [],
    cacheAge: () => cacheAge,
    look: () => (look ??= first()),
    renew: () => void (look = newLook(noCache)),
  }
}

/** Who makes a request, for the audit. */
export const actorIn = ({ viewer, client }: Pick<RequestContext, 'viewer' | 'client'>): Actor => ({
  via: 'API',
  name: viewer.name,
  tokenId: viewer.tokenId,
  address: client ?? null,
})

/** The backend of this name. */
export function backendNamed(backends: readonly Backend[], name: string, field = 'backend'): Backend {
  const found = backends.find((backend) => backend.name === name)
  if (found) return found
  const names = backends.map((backend) => `"${backend.name}"`).join(', ')
  throw badInput(`There is no backend ${JSON.stringify(name.slice(0, 100))}. Configured: ${names}.`, {
    field,
  })
}

/**
 * The backend of this name, to write to or for its queue; without a name, the first one that takes writes. Writes with a
 * limit of flows are grouped apart, since they may change other records.
 */
export function writableNamed(
  backends: readonly Backend[],
  name: string | null | undefined,
  field = 'input.backend',
): Backend {
  const first = () => (backends.length === 1 ? backends[0] : backends.find(({ readOnly }) => !readOnly))
  const backend = name == null ? first() : backendNamed(backends, name, field)
  if (!backend) throw coded('FORBIDDEN', 'No backend here takes writes: all are read-only.', { field })
  if (!backend.readOnly) return backend.flows ? backend : wholeOf(backend)
  const message = `Backend "${backend.name}" (${backend.kind}) is read-only. Name another one in "${field}".`
  throw coded('FORBIDDEN', message, { backend: backend.name, field })
}

/** Where tokens are kept. */
export interface TokenKeeper {
  readonly backend: Backend
  /** Must be called when tokens were revoked: from then on they are for nobody. */
  readonly changed: () => Promise<void>
}

/** How a server records: limits of payloads, and sample rates of flows. */
export interface Recording {
  readonly limits: PayloadLimits
  readonly sampleRates: SampleRates
  /** Maximum bytes that a queue node may pass on. */
  readonly outputBytes: number
}
