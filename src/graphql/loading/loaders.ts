import type { Backend, Reading } from '../../db/backend.ts'
import type { Answer } from '../answers/answer.ts'
import { createBatching } from './batching.ts'
import { executionLoaders } from './executionloaders.ts'
import { originLoaders } from './originloaders.ts'
import { failureLoaders } from './failureloaders.ts'
import { runLoaders } from './runloaders.ts'
import type { StatusCache } from './statuscache.ts'
import { usualLoaders } from './usualloaders.ts'

/** All reads of a look from one backend, with one statement per kind of record, argument set and level. */
export function createLoaders(backend: Backend, reading: Reading, cache: StatusCache, answer: Answer) {
  const batching = createBatching(backend, reading, answer)
  return {
    ...executionLoaders(backend, reading, cache, batching),
    ...failureLoaders(backend, reading, batching),
    ...runLoaders(backend, reading, batching),
    ...originLoaders(backend, reading, batching),
    ...usualLoaders(backend, reading, batching),
    alone: batching.alone,
    during: batching.during,
  }
}

export type Loaders = ReturnType<typeof createLoaders>
