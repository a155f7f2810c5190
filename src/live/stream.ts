import type { Backend } from '../db/backend.ts'
import { createBreaks } from '../db/turn.ts'
import type { ExecutionEvent, LiveEvent } from './events.ts'
import { findFirstStates, idsOf } from './firststates.ts'
import type { Added, Framing } from './framing.ts'
import type { HubTools } from './tools.ts'
import { type Missed, awaitOnlyMissed, missedRuns, missedSince } from './missed.ts'
import type { Operation } from './operation.ts'
import { type Sink, createOutbox } from './outbox.ts'
import { eventOfAll } from './runwatch.ts'

/** One subscriber, with all that it watches. */
export interface LiveStream {
  /** Begins to watch. With a tick that it has seen, only what has changed since is told, if that is known. */
  add(operations: readonly Added[], since?: number): Promise<void>
  drop(id: string): void
  operationIds(): Iterable<string>
  /** Writes something that is no event of an operation. */
  say(key: string, bytes: Buffer): void
  /** Says that it is alive, and that all is told up to a tick. */
  beat(): void
  /** The subscriber has taken what was written. */
  drained(): void
  /** Nothing is watched any more. */
  close(): void
}

export function createStream(
  sink: Sink,
  framing: Framing,
  client: string | undefined,
  tools: HubTools,
): LiveStream {
  const { ticks, renderer } = tools
  const operations = new Map<string, Operation>()
  const outbox = createOutbox(sink, tools.waiting, () => void beginAgain())
  let settling = 0

  const subscriber = {
    client,
    put({ id }: Operation, record: string, payload: Buffer, tick: number) {
      const [before, after] = framing.next(id, ticks.textOf(tick))
      outbox.put(`${id} ${record}`, [before, payload, after])
    },
    flush: outbox.flush,
  }
  const beat = () => {
    // Who is told first states is not done: a beat says that it is.
    if (settling > 0) return
    outbox.put('beat', [framing.beat(Date.now(), ticks.textOf(ticks.settled()))])
    outbox.flush()
  }
  const say = (key: string, bytes: Buffer) => {
    outbox.put(key, [bytes])
    outbox.flush()
  }

  /** Tells first states of operations that are watched already, or what they have missed. */
  async function settle(some: readonly Operation[], since?: number) {
    settling += 1
    for (const operation of some) start(operation)
    try {
      const stores = tools.storesOf(some)
      await Promise.all(stores.map((store) => store.update()))
      const missed = since === undefined ? undefined : missedSince(since, stores, some)
      if (since !== undefined && !missed) say('reset', framing.reset(null))
      await findFirstStates(some, { ...tools, stores })
      for (const operation of some) await tellFirst(operation, missed)
    } finally {
      settling -= 1
      beat()
    }
  }
  function start(operation: Operation) {
    operation.round += 1
    operation.from = ticks.now()
    operation.awaited.clear()
    for (const { text } of idsOf(operation)) operation.awaited.set(text, undefined)
    if (operation.topic.on === 'runs') operation.held = new Map()
  }
  function tellFirst(operation: Operation, missed: Missed | undefined) {
    const { topic } = operation
    if (topic.on === 'executions') {
      if (missed) awaitOnlyMissed(operation, missed)
      return tellAwaited(operation, missed ? changedKind : firstKind)
    }
    if (topic.on === 'runs') return tellRuns(operation, topic.backends, missed)
    return tools.looking.add(operation)
  }
  async function tellAwaited(operation: Operation, shown: (event: ExecutionEvent) => ExecutionEvent) {
    const { awaited, round } = operation
    const isCurrent = () => !operation.isOver && operation.round === round
    // What changes while it is told is told again.
    while (awaited.size > 0 && isCurrent()) {
      const told = [...awaited].flatMap(([text, event]) => (event ? [[text, event] as const] : []))
      if (told.length === 0) return
      const events = told.map(([text, event]) => ({ record: text, event: shown(event), known: event }))
      await tell(operation, events, ({ record, known }) => {
        if (!isCurrent() || awaited.get(record) !== known) return false
        return awaited.delete(record)
      })
    }
  }
  async function tellRuns(operation: Operation, backends: readonly Backend[], missed: Missed | undefined) {
    const { round } = operation
    const isCurrent = () => !operation.isOver && operation.round === round
    const all = () =>
      tools.storesOf([operation]).map(({ backend, isAvailable }) => {
        return eventOfAll(isAvailable() ? 'SNAPSHOT' : 'UNAVAILABLE', backend)
      })
    const events = missed ? await missedRuns(operation, missed).catch(all) : all()
    if (!isCurrent()) return
    // What was seen meanwhile is newer; a snapshot is followed by a query, which sees it.
    const later = missed ? [...operation.held!.values()] : []
    operation.held = undefined
    const shown = [...events, ...later].map((event) => ({ record: event.id ?? ` ${event.backend}`, event }))
    await tell(operation, shown, isCurrent)
    void backends
  }
  /** Renders events and puts those that are still wanted then, no faster than they are taken. */
  async function tell<Told extends { readonly record: string; readonly event: LiveEvent }>(
    operation: Operation,
    events: readonly Told[],
    isWanted: (told: Told) => boolean,
  ) {
    const tick = Math.max(operation.from, 0)
    const breaks = createBreaks()
    for (const [backend, some] of byBackend(events, tools.backends)) {
      const rendering = renderer.begin({ backend, now: Date.now(), tick: ticks.textOf(tick), client })
      const payloads = some.map((told) => ({
        told,
        payload: rendering.render(operation.document, told.event),
      }))
      rendering.begun()
      for (const { told, payload } of payloads) {
        const bytes = await payload
        if (isWanted(told)) subscriber.put(operation, told.record, bytes, tick)
        if (breaks.isDue()) await breaks.take()
        await outbox.room()
      }
    }
    outbox.flush()
  }
  /** What waited was forgotten. */
  async function beginAgain() {
    say('reset', framing.reset(null))
    await settle([...operations.values()])
  }
  const end = (operation: Operation) => {
    operation.isOver = true
    operations.delete(operation.id)
    tools.unwatch(operation)
  }

  return {
    async add(added, since) {
      const begun = added.map(({ id, document, topic }): Operation => {
        const known = operations.get(id)
        if (known) end(known)
        const operation = {
          ...{ id, document, topic, subscriber, from: 0, held: undefined, round: 0, isOver: false },
          awaited: new Map<string, ExecutionEvent | undefined>(),
        }
        operations.set(id, operation)
        tools.watch(operation)
        return operation
      })
      await settle(begun, since)
    },
    drop(id) {
      const operation = operations.get(id)
      if (operation) end(operation)
    },
    operationIds: () => operations.keys(),
    say,
    beat,
    drained: outbox.drained,
    close() {
      for (const operation of [...operations.values()]) end(operation)
      outbox.close()
    },
  }
}

/** What is told at the beginning is a snapshot, also what changed just then. */
const firstKind = (event: ExecutionEvent): ExecutionEvent => {
  if (event.kind === 'UPDATE') return { ...event, kind: 'SNAPSHOT' }
  return event.kind === 'DELETE' ? { ...event, kind: 'UNKNOWN', backend: null } : event
}

/** Who was away is told changes. */
const changedKind = (event: ExecutionEvent): ExecutionEvent =>
  event.kind === 'SNAPSHOT' ? { ...event, kind: 'UPDATE' } : event

function byBackend<Told extends { readonly event: LiveEvent }>(
  events: readonly Told[],
  backends: readonly Backend[],
) {
  const named = new Map(backends.map((backend) => [backend.name, backend]))
  return Map.groupBy(events, ({ event }) => named.get(event.backend ?? ''))
}
