import type { LiveDocument } from './events.ts'
import { type LookTopic, type Watch, beginWatch, endWatch, msToLook } from './lookwatch.ts'
import type { Operation } from './operation.ts'
import type { Renderer, Rendering } from './rendering.ts'
import type { RenderTurns } from './renderturns.ts'
import type { Ticks } from './ticks.ts'

/** What is read anew when something has changed, such as the state of a queue, and told if it differs. */
export interface Looking {
  add(operation: Operation): Promise<void>
  remove(operation: Operation): void
  close(): void
}

interface Tools {
  readonly renderer: Renderer
  readonly ticks: Ticks
  readonly turns: RenderTurns
}

export function createLooking(tools: Tools): Looking {
  const { renderer, ticks } = tools
  const watches = new Map<string, Watch>()
  const look = (watch: Watch) => {
    for (const document of watch.operations.keys()) void lookFor(watch, document, tools)
  }

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

/**
 * Tells what differs from what was told last. The state is read once for all documents; what is nested in it, for each
 * within bounds of its own and in its client's turn.
 */
async function lookFor(watch: Watch, document: LiveDocument, { renderer, ticks, turns }: Tools) {
  const { underWay, operations } = watch
  const isUnderWay = underWay.has(document)
  underWay.set(document, 'again')
  if (isUnderWay) return
  while (underWay.get(document) === 'again' && operations.has(document))
    await turns.take(clientsOf(operations.get(document)!), async (client) => {
      underWay.set(document, 'once')
      const tick = ticks.settled()
      tell(watch, document, await begin(watch, renderer, client).render(document, watch.event), tick)
    })
  underWay.delete(document)
}

/** The clients of so many operations are looked at to find whose turn it is. */
const mostLookedAt = 100

const clientsOf = (operations: ReadonlySet<Operation>) =>
  new Set(
    operations
      .values()
      .take(mostLookedAt)
      .map(({ subscriber }) => subscriber.client),
  )

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
