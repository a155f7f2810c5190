import type { Backend } from '../db/backend.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import type { ExecutionEvent, WatchedId } from './events.ts'
import type { Operation } from './operation.ts'

/** An id that somebody watches. */
export interface Target extends WatchedId {
  /** The backend whose execution it names. */
  owner: Backend | undefined
  /** A set only where several watch it: most ids have one. */
  watchers: Operation | Set<Operation>
}

export interface Told {
  readonly target: Target
  readonly event: ExecutionEvent
}

export type ExecutionWatch = ReturnType<typeof createExecutionWatch>

/** Who watches which executions, over all backends. */
export function createExecutionWatch() {
  const targets = new Map<string, Target>()
  const counts = new Map<Backend, number>()
  const count = ({ places }: WatchedId, by: number) => {
    for (const { backend } of places) counts.set(backend, (counts.get(backend) ?? 0) + by)
  }

  return {
    targets: targets as ReadonlyMap<string, Target>,
    count: (backend: Backend) => counts.get(backend) ?? 0,
    add(operation: Operation, ids: readonly WatchedId[]) {
      for (const id of ids) {
        const target = targets.get(id.text)
        if (target) target.watchers = withOne(target.watchers, operation)
        else {
          targets.set(id.text, { ...id, owner: undefined, watchers: operation })
          count(id, 1)
        }
      }
    },
    remove(operation: Operation, ids: readonly WatchedId[]) {
      for (const id of ids) {
        const target = targets.get(id.text)
        if (!target) continue
        const { watchers } = target
        if (watchers instanceof Set) watchers.delete(operation)
        if (watchers !== operation && !(watchers instanceof Set && watchers.size === 0)) continue
        targets.delete(id.text)
        count(id, -1)
      }
    },
    /** The watched ids of a backend, each once. */
    *idsOf(backend: Backend) {
      for (const target of targets.values()) {
        const id = placeIn(target, backend)
        // Watched by its id, too.
        const isSecond = id !== undefined && id !== target.text && placeOf(targets, id, backend) === id
        if (id !== undefined && !isSecond) yield id
      }
    },
    ...telling(targets),
  }
}

/** Who is told what of an execution that was seen. */
function telling(targets: ReadonlyMap<string, Target>) {
  /** An execution is watched by its id, by its key, or by both. */
  const at = (backend: Backend, id: string) =>
    [id, `${backend.name}:${id}`].flatMap((text) => {
      const target = targets.get(text)
      return target && placeIn(target, backend) === id ? [target] : []
    })
  return {
    *changed(backend: Backend, row: ExecutionRow, kind: 'SNAPSHOT' | 'UPDATE'): Generator<Told> {
      for (const target of at(backend, row.id)) {
        if (target.owner && rankOf(target, target.owner) < rankOf(target, backend)) continue
        target.owner = backend
        yield { target, event: { kind, id: target.text, backend: backend.name, execution: row } }
      }
    },
    /** `afresh`: the store was away, or its executions were all read again. */
    *gone(backend: Backend, id: string, afresh: boolean): Generator<Told> {
      for (const target of at(backend, id)) {
        const { owner, text } = target
        const nothing = { id: text, execution: null }
        if (owner && owner !== backend) continue
        target.owner = undefined
        // Without an owner, someone may have been told of it who was away since.
        if (afresh && !owner) yield { target, event: { ...nothing, kind: 'UNKNOWN', backend: null } }
        else yield { target, event: { ...nothing, kind: 'DELETE', backend: backend.name } }
      }
    },
    *away(backend: Backend): Generator<Told> {
      for (const target of targets.values()) {
        if (placeIn(target, backend) === undefined || (target.owner && target.owner !== backend)) continue
        const event = { id: target.text, backend: backend.name, execution: null }
        yield { target, event: { ...event, kind: 'UNAVAILABLE' } }
      }
    },
  }
}

const placeIn = ({ places }: WatchedId, backend: Backend) =>
  places.find((place) => place.backend === backend)?.id

function placeOf(targets: ReadonlyMap<string, Target>, text: string, backend: Backend) {
  const target = targets.get(text)
  return target && placeIn(target, backend)
}

const rankOf = ({ places }: WatchedId, backend: Backend) =>
  places.findIndex((place) => place.backend === backend)

export function* watchersOf({ watchers }: Target): Generator<Operation> {
  if (watchers instanceof Set) yield* watchers
  else yield watchers
}

function withOne(watchers: Target['watchers'], operation: Operation): Target['watchers'] {
  if (watchers instanceof Set) return watchers.add(operation)
  return watchers === operation ? watchers : new Set([watchers, operation])
}
