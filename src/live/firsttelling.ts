import type { Backend } from '../db/backend.ts'
import { createBreaks } from '../db/turn.ts'
import type { ExecutionEvent, LiveEvent, RunEvent } from './events.ts'
import { idsOf } from './firststates.ts'
import { type Missed, awaitOnlyMissed, missedRuns } from './missed.ts'
import type { Operation, Subscriber } from './operation.ts'
import { eventOfAll } from './runwatch.ts'
import { mostOfShare } from './shares.ts'
import type { HubTools } from './tools.ts'

/** Tells one subscriber what its operations begin with. `room` resolves when it takes more. */
export function createFirstTelling(tools: HubTools, subscriber: Subscriber, room: () => Promise<void>) {
  const { ticks } = tools

  function start(operation: Operation) {
    operation.round += 1
    operation.from = ticks.now()
    operation.awaited.clear()
    for (const { text } of idsOf(operation)) operation.awaited.set(text, undefined)
    if (operation.topic.on === 'runs') operation.held = new Map()
  }
  function tell(operation: Operation, missed: Missed | undefined): Promise<void> {
    const { topic } = operation
    if (topic.on === 'executions') {
      if (missed) awaitOnlyMissed(operation, missed)
      return tellAwaited(operation, missed ? changedKind : firstKind)
    }
    if (topic.on === 'runs') return tellRuns(operation, missed)
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
      await tellEvents(operation, events, ({ record, known }) => {
        if (!isCurrent() || awaited.get(record) !== known) return false
        return awaited.delete(record)
      })
    }
  }
  async function tellRuns(operation: Operation, missed: Missed | undefined) {
    const { round } = operation
    const isCurrent = () => !operation.isOver && operation.round === round
    const all = () =>
      tools.storesOf([operation]).map(({ backend, isAvailable }) => {
        return eventOfAll(isAvailable() ? 'SNAPSHOT' : 'UNAVAILABLE', backend)
      })
    const events = missed ? await missedRuns(operation, missed).catch(all) : all()
    if (!isCurrent()) return
    const first = events.map((event) => [event.id ?? ` ${event.backend}`, event] as const)
    // What was seen meanwhile is newer; a snapshot is followed by a query, which sees it.
    let shown = new Map([...first, ...(missed ? operation.held! : [])])
    do {
      // What is seen while this is told waits for it, so that nothing older comes after it.
      const held = new Map<string, RunEvent>()
      operation.held = held
      const told = [...shown].map(([record, event]) => ({ record, event }))
      await tellEvents(operation, told, ({ record }) => isCurrent() && !held.has(record))
      if (!isCurrent()) return
      shown = held
    } while (shown.size > 0)
    operation.held = undefined
  }
  const tellEvents = eventTelling(tools, subscriber, room)
  return { start, tell }
}

/** Renders events and puts those that are still wanted then, no faster than they are taken. */
function eventTelling(
  { ticks, renderer, backends }: HubTools,
  subscriber: Subscriber,
  room: () => Promise<void>,
) {
  return async function tellEvents<Told extends { readonly record: string; readonly event: LiveEvent }>(
    operation: Operation,
    events: readonly Told[],
    isWanted: (told: Told) => boolean,
  ) {
    const breaks = createBreaks()
    for (const [backend, some] of sharesOf(events, mostOfShare(operation.document), backends)) {
      const rendering = renderer.begin({
        backend,
        now: Date.now(),
        // None of the events is newer. A query that has seen this tick has seen them.
        tick: ticks.textOf(ticks.now()),
        client: subscriber.client,
      })
      const payloads = some.map((told) => ({
        told,
        payload: rendering.render(operation.document, told.event),
      }))
      rendering.begun()
      for (const { told, payload } of payloads) {
        const bytes = await payload
        if (isWanted(told)) subscriber.put(operation, told.record, bytes, operation.from)
        if (breaks.isDue()) await breaks.take()
        await room()
      }
    }
    subscriber.flush()
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

function* sharesOf<Told extends { readonly event: LiveEvent }>(
  events: readonly Told[],
  most: number,
  backends: readonly Backend[],
): Generator<readonly [Backend | undefined, readonly Told[]]> {
  const named = new Map(backends.map((backend) => [backend.name, backend]))
  for (const [backend, some] of Map.groupBy(events, ({ event }) => named.get(event.backend ?? '')))
    for (let first = 0; first < some.length; first += most) yield [backend, some.slice(first, first + most)]
}
