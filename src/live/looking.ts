import { createBreaks } from '../db/turn.ts'
import type { LiveDocument } from './events.ts'
import { type LookTopic, type Watch, beginWatch, endWatch, msToLook } from './lookwatch.ts'
import type { Operation } from './operation.ts'
import type { Renderer, Rendering } from './rendering.ts'
import type { Ticks } from './ticks.ts'

/** What is read anew when something has changed, such as the state of a queue, and told if it differs. */
export interface Looking {
  add(operation: Operation): Promise<void>
  remove(operation: Operation): void
  close(): void
}

export function createLooking(renderer: Renderer, ticks: Ticks): Looking {
  const watches = new Map<string, Watch>()
  const look = (watch: Watch) => lookAt(watch, begin(watch, renderer), ticks.settled())

  return {
    async add(operation) {
      const topic = operation.topic as LookTopic
      const key = keyOf(topic)
      const watch = watches.get(key) ?? beginWatch(topic, look)
      watches.set(key, watch)
      const { document, subscriber } = operation
      const same = watch.operations.get(document) ?? new Set()
      watch.operations.set(document, same.add(operation))
      watch.first.add(operation)
      const tick = ticks.settled()
      const rendering = begin(watch, renderer, subscriber.client)
      const { readings } = watch
      const bytes = await rendering.render(document, watch.event)
      const known = watch.last.get(document)
      // What a look told that began later is newer.
      const isOld = known !== undefined && watch.readings !== readings
      if (!isOld) tell(watch, document, bytes, tick)
      watch.first.delete(operation)
      hand(operation, isOld ? known : bytes, tick)
    },
    remove(operation) {
      const key = keyOf(operation.topic as LookTopic)
      const watch = watches.get(key)
      const same = watch?.operations.get(operation.document)
      if (!watch || !same?.delete(operation) || same.size > 0) return
      watch.operations.delete(operation.document)
      watch.last.delete(operation.document)
      if (watch.operations.size > 0) return
      endWatch(watch)
      watches.delete(key)
    },
    close: () => watches.values().forEach(endWatch),
  }
}

const keyOf = (topic: LookTopic) =>
  `${topic.sight.key} ${topic.on === 'queue' ? `queue ${topic.backend.name}` : topic.on}`

/** Reads anew if the last look is old. */
function begin(watch: Watch, renderer: Renderer, client?: string): Rendering {
  if (msToLook(watch) === 0) {
    watch.readings = new Map()
    watch.lookedAt = performance.now()
  }
  const { backend, readings } = watch
  const rendering = renderer.begin({ backend, now: Date.now(), tick: undefined, client, readings })
  rendering.begun()
  return rendering
}

/** Reads once for all documents, and tells what differs from what was told last. */
async function lookAt(watch: Watch, rendering: Rendering, tick: number) {
  watch.isLooking = true
  const breaks = createBreaks()
  // One after the other: what they need is read by the first, and all at once would hold up others.
  for (const document of [...watch.operations.keys()]) {
    if (!watch.operations.has(document)) continue
    tell(watch, document, await rendering.render(document, watch.event), tick)
    if (breaks.isDue()) await breaks.take()
  }
  watch.isLooking = false
}

/** Tells those who were told something before. */
function tell({ operations, last, first }: Watch, document: LiveDocument, bytes: Buffer, tick: number) {
  const same = operations.get(document)
  if (!same || last.get(document)?.equals(bytes)) return
  last.set(document, bytes)
  for (const operation of same) if (!first.has(operation)) hand(operation, bytes, tick)
}

function hand(operation: Operation, bytes: Buffer, tick: number) {
  if (operation.isOver) return
  operation.subscriber.put(operation, '', bytes, tick)
  operation.subscriber.flush()
}
