import type { Backend } from '../db/backend.ts'
import type { ExecutionRow } from '../db/executions/rows.ts'
import type { ExecutionEvent, WatchedId } from './events.ts'
import type { Operation } from './operation.ts'
import { type Sight, shows } from './sight.ts'

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

/** What those watch who see the same, by the id or key. */
interface View {
  readonly sight: Sight
  readonly targets: Map<string, Target>
}

export type ExecutionWatch = ReturnType<typeof createExecutionWatch>

/** Who watches which executions, over all backends. */
export function createExecutionWatch() {
  const views = new Map<string, View>()
  const counts = new Map<Backend, number>()
  const count = ({ backends }: WatchedId, by: number) => {
    for (const backend of backends) counts.set(backend, (counts.get(backend) ?? 0) + by)
  }

  return {
    targetOf: ({ key }: Sight, text: string) => views.get(key)?.targets.get(text),
    count: (backend: Backend) => counts.get(backend) ?? 0,
    /** Returns what stands for the ids from now on: they are held once, however many watch them. */
    add(operation: Operation, ids: readonly WatchedId[], sight: Sight): readonly Target[] {
      const { targets } = views.get(sight.key) ?? { targets: new Map<string, Target>() }
      if (ids.length > 0) views.set(sight.key, { sight, targets })
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
    remove(operation: Operation, ids: readonly WatchedId[], { key }: Sight) {
      const targets = views.get(key)?.targets
      if (!targets) return
      for (const id of ids) {
        const target = targets.get(id.text)
        if (!target) continue
        const { watchers } = target
        if (watchers instanceof Set) watchers.delete(operation)
        if (watchers !== operation && !(watchers instanceof Set && watchers.size === 0)) continue
        targets.delete(id.text)
        count(id, -1)
      }
      if (targets.size === 0) views.delete(key)
    },
    /** The watched ids of a backend, each once. */
    idsOf: (backend: Backend) =>
      views.size > 1
        ? new Set(views.values().flatMap(({ targets }) => idsAmong(targets, backend)))
        : idsAmong(views.values().next().value?.targets ?? new Map(), backend),
    ...telling(views),
  }
}

function* idsAmong(targets: ReadonlyMap<string, Target>, backend: Backend): Generator<string> {
  for (const target of targets.values()) {
    const { id, text } = target
    // Watched by its id, too.
    const isSecond = id !== text && isOf(targets.get(id), backend, id)
    if (isOf(target, backend, id) && !isSecond) yield id
  }
}

/** Who is told what of an execution that was seen. */
function telling(views: ReadonlyMap<string, View>) {
  /** An execution is watched by its id, by its key, or by both. */
  const at = ({ targets }: View, backend: Backend, id: string) =>
    [id, `${backend.name}:${id}`].flatMap((text) => {
      const target = targets.get(text)
      return isOf(target, backend, id) ? [target] : []
    })
  /** For those who may not see it, an execution does not exist, and changes of it are none. */
  function* goneIn(view: View, backend: Backend, id: string, afresh: boolean): Generator<Told> {
    for (const target of at(view, backend, id)) {
      const { owner, text } = target
      const nothing = { id: text, execution: null }
      if (owner && owner !== backend) continue
      target.owner = undefined
      // Without an owner, someone may have been told of it who was away since.
      if (afresh && !owner) yield { target, event: { ...nothing, kind: 'UNKNOWN', backend: null } }
      else if (owner || !view.sight.flows)
        yield { target, event: { ...nothing, kind: 'DELETE', backend: backend.name } }
    }
  }
  return {
    *changed(backend: Backend, row: ExecutionRow, kind: 'SNAPSHOT' | 'UPDATE'): Generator<Told> {
      for (const view of views.values()) {
        if (!shows(view.sight, row.flow)) yield* goneIn(view, backend, row.id, kind === 'SNAPSHOT')
        else
          for (const target of at(view, backend, row.id)) {
            if (target.owner && rankOf(target, target.owner) < rankOf(target, backend)) continue
            target.owner = backend
            yield { target, event: { kind, id: target.text, backend: backend.name, execution: row } }
          }
      }
    },
    /** `afresh`: the store was away, or its executions were all read again. */
    *gone(backend: Backend, id: string, afresh: boolean): Generator<Told> {
      for (const view of views.values()) yield* goneIn(view, backend, id, afresh)
    },
    *away(backend: Backend): Generator<Told> {
      for (const { targets } of views.values())
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
