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
  const count = ({ backends }: WatchedId, by: number) => {
    for (const backend of backends) counts.set(backend, (counts.get(backend) ?? 0) + by)
  }

  return {
    targets: targets as ReadonlyMap<string, Target>,
    count: (backend: Backend) => counts.get(backend) ?? 0,
    /** Returns what stands for the ids from now on: they are held once, however many watch them. */
    add(operation: Operation, ids: readonly WatchedId[]): readonly Target[] {
      return ids.map(({ text, id, backends }) => {
        const known = targets.get(text)
        if (known) {
          known.watchers = withOne(known.watchers, operation)
          return known
        }
        const target = { text, id, backends, owner: undefined, watchers: operation }
        targets.set(text, target)
        count(target, 1)
        return target
      })
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
        const { id, text } = target
        // Watched by its id, too.
        const isSecond = id !== text && isOf(targets.get(id), backend, id)
        if (isOf(target, backend, id) && !isSecond) yield id
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
      return isOf(target, backend, id) ? [target] : []
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
        if (!isOf(target, backend, target.id) || (target.owner && target.owner !== backend)) continue
        const event = { id: target.text, backend: backend.name, execution: null }
        yield { target, event: { ...event, kind: 'UNAVAILABLE' } }
      }
    },
  }
}

/** Whether the execution of a backend with this id is what is watched. */
const isOf = (target: Target | undefined, backend: Backend, id: string): target is Target =>
  target?.id === id && target.backends.includes(backend)

const rankOf = ({ backends }: WatchedId, backend: Backend) => backends.indexOf(backend)

export function* watchersOf({ watchers }: Target): Generator<Operation> {
  if (watchers instanceof Set) yield* watchers
  else yield watchers
}

function withOne(watchers: Target['watchers'], operation: Operation): Target['watchers'] {
  if (watchers instanceof Set) return watchers.add(operation)
  return watchers === operation ? watchers : new Set([watchers, operation])
}
