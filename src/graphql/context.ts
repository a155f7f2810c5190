import type { YogaInitialContext } from 'graphql-yoga'
import type { Backend, Reading } from '../db/backend.ts'
import { type Meter, createMeter } from '../db/meter.ts'
import type { Queue } from '../db/queue/queue.ts'
import type { RetainRule } from '../db/retention/rule.ts'
import type { Answer } from './answers/answer.ts'
import { mostNestedRows } from './loading/batching.ts'
import { badInput, coded, tooManyRows } from './errors.ts'
import { type Loaders, createLoaders } from './loading/loaders.ts'
import type { CachedReading, StatusCache } from './loading/statuscache.ts'
import type { GraphQLError } from 'graphql'
import type { PayloadLimits } from '../db/recording/payload.ts'
import type { SampleRates } from '../db/recording/sampling.ts'

/** How long a request waits for reads of one backend. */
const readDeadline = 2_000

/** How often one request may read its backends, over all of them. */
export const defaultReads = 200

/** Lives as long as one request. */
export interface RequestContext extends Stores {
  readonly meter: Meter
  /** The size of the answer, with its limits. */
  readonly answer: Answer
  /** The address of the client, if it is known. */
  readonly client: string | undefined
  /** Errors of the answer besides those that fields throw. */
  readonly problems: GraphQLError[]
  /** Age in milliseconds of the oldest answer from the cache. */
  cacheAge(): number | undefined
  /** The clock of this reading. */
  now: number
  reading(backend: Backend): Reading
  load(backend: Backend): Loaders
  /** Counts rows of nested lists in the answer, however they were read. Throws when there are too many. */
  deliver(rows: number): void
  /** Keeps all loaders from reading until the work is done. */
  hold(work: Promise<void>): Promise<void>
  /** Reads a root list once, however many aliases ask for it. */
  once<T>(key: string, read: () => Promise<T>): Promise<T>
  /** After a write: sets a new clock and forgets everything read before. */
  renew(): void
}

export type Context = YogaInitialContext & RequestContext

/** Lives as long as the server. */
export interface Stores {
  readonly backends: readonly Backend[]
  readonly cache: StatusCache
  readonly recording: Recording
  readonly queue: Queue
  /** Aborted when the server takes no more requests. */
  readonly retiring: AbortSignal
  /** The retention rule, if any. */
  readonly retain: RetainRule | undefined
  /** How often one request may read the backends, over all of them. */
  readonly mostReads?: number | undefined
  /** Logs an unexpected error. */
  readonly report: (error: unknown) => void
}

/** `client` is the address of the request. */
export function createContext(stores: Stores, answer: Answer, client?: string): RequestContext {
  const { cache } = stores
  const meter = createMeter(stores.mostReads ?? defaultReads)
  let loaders = new Map<Backend, Loaders>()
  let readings = new Map<Backend, CachedReading>()
  // Not a property of the context, because Yoga copies those before the first field is resolved.
  let cacheAge: number | undefined
  let delivered = 0
  let tooMany: GraphQLError | undefined
  let roots = new Map<string, Promise<unknown>>()
  const context = {
    ...stores,
    meter,
    answer,
    client,
    problems: [],
    cacheAge: () => cacheAge,
    now: Date.now(),
    reading(backend: Backend) {
      let reading = readings.get(backend)
      if (!reading) readings.set(backend, (reading = newReading()))
      return reading
    },
    load(backend: Backend) {
      let found = loaders.get(backend)
      if (!found)
        loaders.set(backend, (found = createLoaders(backend, context.reading(backend), cache, answer)))
      return found
    },
    deliver(rows: number) {
      delivered += rows
      // The same error for every list, because it is one cause.
      if (delivered > mostNestedRows) throw (tooMany ??= tooManyRows(mostNestedRows))
    },
    async hold(work: Promise<void>) {
      await Promise.all([...loaders.values()].map(({ during }) => during(work)))
    },
    once<T>(key: string, read: () => Promise<T>) {
      const found = (roots.get(key) as Promise<T> | undefined) ?? read()
      roots.set(key, found)
      return found
    },
    renew() {
      context.now = Date.now()
      roots = new Map()
      loaders = new Map()
      readings = new Map()
    },
  }
  const newReading = (): CachedReading => ({
    now: context.now,
    meter,
    deadline: performance.now() + readDeadline,
    client,
    fromCache: (ageMs) => (cacheAge = Math.max(ageMs, cacheAge ?? 0)),
  })
  return context
}

/** The backend of this name; without a name, the first one configured. */
export function backendNamed(
  backends: readonly Backend[],
  name: string | null | undefined,
  field = 'backend',
): Backend {
  const found = name == null ? backends[0] : backends.find((backend) => backend.name === name)
  if (found) return found
  const names = backends.map((backend) => `"${backend.name}"`).join(', ')
  throw badInput(`There is no backend ${JSON.stringify(name?.slice(0, 100))}. Configured: ${names}.`, {
    field,
  })
}

/** The same for writes. */
export function writableNamed(
  backends: readonly Backend[],
  name: string | null | undefined,
  field = 'input.backend',
): Backend {
  const backend = backendNamed(backends, name, field)
  if (!backend.readOnly) return backend
  const message = `Backend "${backend.name}" (${backend.kind}) is read-only. Name another one in "${field}".`
  throw coded('FORBIDDEN', message, { backend: backend.name, field })
}

/** How a server records: limits of payloads, and sample rates of flows. */
export interface Recording {
  readonly limits: PayloadLimits
  readonly sampleRates: SampleRates
  /** Maximum bytes that a queue node may pass on. */
  readonly outputBytes: number
}
