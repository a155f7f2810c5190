import type { ExecutionEvent } from './events.ts'
import { findFirstStates } from './firststates.ts'
import { createFirstTelling } from './firsttelling.ts'
import type { Added, Framing } from './framing.ts'
import type { HubTools } from './tools.ts'
import { missedSince } from './missed.ts'
import type { Operation } from './operation.ts'
import { type Sink, createOutbox } from './outbox.ts'

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
  const { ticks } = tools
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
  const first = createFirstTelling(tools, subscriber, outbox.room)
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
    for (const operation of some) first.start(operation)
    try {
      const stores = tools.storesOf(some)
      await Promise.all(stores.map((store) => store.update()))
      const missed = since === undefined ? undefined : missedSince(since, stores, some)
      if (since !== undefined && !missed) say('reset', framing.reset(null))
      await findFirstStates(some, { ...tools, stores })
      for (const operation of some) await first.tell(operation, missed)
    } finally {
      settling -= 1
      beat()
    }
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
