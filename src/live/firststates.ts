import { createMeter } from '../db/meter.ts'
import type { Reading } from '../db/backend.ts'
import { isAway } from '../db/failure.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import type { ExecutionEvent, WatchedId } from './events.ts'
import type { ExecutionWatch } from './executionwatch.ts'
import type { Operation } from './operation.ts'
import { type Sight, shows } from './sight.ts'
import type { LiveStore } from './store.ts'

/** The executions of one store by id, or that it did not answer. */
type Looked = ReadonlyMap<string, ExecutionRow> | 'away'

interface Tools {
  readonly stores: readonly LiveStore[]
  readonly executions: ExecutionWatch
  readonly report: (error: unknown) => void
  /** How many milliseconds the look-up may take. */
  readonly readMs: number
}

/** Finds the first state of all ids that operations await: one statement for each store. */
export async function findFirstStates(
  operations: readonly Operation[],
  { stores, executions, report, readMs }: Tools,
): Promise<void> {
  const client = operations[0]?.subscriber.client
  const reading = { now: Date.now(), meter: createMeter(), deadline: performance.now() + readMs, client }
  const looked = await Promise.all(
    stores.map(
      async (store) => [store, await lookIn(store, idsIn(store, operations), reading, report)] as const,
    ),
  )
  for (const operation of operations)
    for (const id of idsOf(operation)) {
      // A change that was seen meanwhile is newer.
      if (!operation.awaited.has(id.text) || operation.awaited.get(id.text)) continue
      const { sight } = operation.topic
      const { owner, event } = firstState(id, looked, sight)
      const target = executions.targetOf(sight, id.text)
      if (target) target.owner = owner
      operation.awaited.set(id.text, event)
    }
}

export const idsOf = ({ topic }: Pick<Operation, 'topic'>): readonly WatchedId[] =>
  topic.on === 'executions' ? topic.ids : []

const idsIn = ({ backend }: LiveStore, operations: readonly Operation[]) => [
  ...new Set(
    operations.flatMap((operation) =>
      idsOf(operation).flatMap(({ text, id, backends }) =>
        operation.awaited.has(text) && backends.includes(backend) ? [id] : [],
      ),
    ),
  ),
]

async function lookIn(
  store: LiveStore,
  ids: readonly string[],
  reading: Reading,
  report: (error: unknown) => void,
): Promise<Looked> {
  if (ids.length === 0) return new Map()
  try {
    const rows = await store.lookUp(ids, reading)
    return new Map(rows.map((row) => [row.id, row]))
  } catch (error) {
    if (!isAway(error)) report(error)
    return 'away'
  }
}

/** The execution of the first store that knows the id. Without one, a store that did not answer may know it. */
function firstState(
  { text, id, backends }: WatchedId,
  looked: readonly (readonly [LiveStore, Looked])[],
  sight: Sight,
) {
  const nothing = { id: text, execution: null }
  let event: ExecutionEvent = { ...nothing, kind: 'UNKNOWN', backend: null }
  for (const backend of backends) {
    const found = looked.find(([store]) => store.backend === backend)?.[1]
    if (found === 'away') {
      if (event.kind === 'UNKNOWN') event = { ...nothing, kind: 'UNAVAILABLE', backend: backend.name }
      continue
    }
    const execution = found?.get(id)
    if (execution && shows(sight, execution.flow))
      return {
        owner: backend,
        event: { kind: 'SNAPSHOT', id: text, backend: backend.name, execution } as const,
      }
  }
  return { owner: undefined, event }
}
