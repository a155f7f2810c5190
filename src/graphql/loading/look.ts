import type { GraphQLError } from 'graphql'
import type { Backend, Reading } from '../../db/backend.ts'
import type { Answer } from '../answers/answer.ts'
import { tooManyRows } from '../errors.ts'
import { mostNestedRows } from './batching.ts'
import { type Loaders, createLoaders } from './loaders.ts'
import type { CachedReading, StatusCache } from './statuscache.ts'

/** How many milliseconds the reads of one backend may take in a look. */
export const defaultReadMs = 2_000

/** The stores as of one moment, and what was read of them. New for every query and every field of a mutation. */
export interface Look {
  readonly now: number
  /** The newest tick of each backend that is followed, as of its beginning: all changes of these ticks are seen. */
  readonly position: Readonly<Record<string, string>> | undefined
  reading(backend: Backend): Reading
  load(backend: Backend): Loaders
  /** Counts rows of nested lists in the answer, however they were read. Throws when there are too many. */
  deliver(rows: number): void
  /** Keeps all loaders from reading until the work is done. */
  hold(work: Promise<void>): Promise<void>
  /** Reads a root list once, however many aliases ask for it. */
  once<T>(key: string, read: () => Promise<T>): Promise<T>
}

type Readings = Map<string, Promise<unknown>>

/** What the looks of a request share. */
interface Shared
  extends
    Pick<CachedReading, 'meter' | 'client' | 'interest' | 'fromCache' | 'mayLag'>,
    Pick<Look, 'now' | 'position'> {
  readonly readMs: number
  readonly readings: Readings | undefined
}

export function createLook(
  cache: StatusCache,
  answer: Answer,
  { readMs, position, readings: others, ...shared }: Shared,
): Look {
  const { now } = shared
  const roots = new Map<string, Promise<unknown>>()
  const loaders = new Map<Backend, Loaders>()
  const readings = new Map<Backend, CachedReading>()
  let delivered = 0
  let tooMany: GraphQLError | undefined
  const reading = (backend: Backend) => {
    let found = readings.get(backend)
    if (!found) readings.set(backend, (found = { ...shared, deadline: performance.now() + readMs }))
    return found
  }
  return {
    now,
    position,
    reading,
    load(backend) {
      let found = loaders.get(backend)
      if (!found) loaders.set(backend, (found = createLoaders(backend, reading(backend), cache, answer)))
      return found
    },
    deliver(rows) {
      delivered += rows
      // The same error for every list, because it is one cause.
      if (delivered > mostNestedRows) throw (tooMany ??= tooManyRows(mostNestedRows))
    },
    async hold(work) {
      await Promise.all([...loaders.values()].map(({ during }) => during(work)))
    },
    once<T>(key: string, read: () => Promise<T>) {
      const own = roots.get(key) as Promise<T> | undefined
      if (own) return own
      const found = others ? readOnce(others, key, read) : read()
      roots.set(key, found)
      return found
    },
  }
}

/** What one could not read may be read in the time and the turn of another: by the first of those who need it. */
function readOnce<T>(all: Readings, key: string, read: () => Promise<T>): Promise<T> {
  const newest = () => all.get(key) as Promise<T> | undefined
  const begin = () => {
    const begun = read()
    all.set(key, begun)
    return begun
  }
  const found = newest()
  return found?.catch(() => (newest() === found ? begin() : newest()!)) ?? begin()
}
