import { findFirstStates } from './firststates.ts'
import { createFirstTelling } from './firsttelling.ts'
import type { Added, Framing } from './framing.ts'
import type { HubTools } from './tools.ts'
import { missedSince } from './missed.ts'
import type { Operation, Subscriber } from './operation.ts'
import { type Sink, createOutbox } from './outbox.ts'

/** One subscriber, with all that it watches. */
export interface LiveStream {
  /** Something will be added. Until the returned function is called, no beat says that all is told. */
  expect(): () => void
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
  const { ticks, owing } = tools
  const outbox = createOutbox(sink, tools.waiting, () => void beginAgain())
  let isClosed = false

  const all = new Map<string, Operation>()
  /** Documents that need statements are told later than others: up to here, all is told. */
  const settled = () => owing.settledOf(all.values(), ticks.settled())
  const subscriber: Subscriber = {
    client,
    put({ id }, record, payload, tick) {
      const [before, after] = framing.next(id, ticks.textOf(Math.min(tick, settled())))
      outbox.put(`${id} ${record}`, [before, payload, after])
    },
    flush: outbox.flush,
  }
  const operations = operationsOf(all, tools, subscriber)
  const say = (key: string, bytes: Buffer) => {
    outbox.put(key, [bytes])
    outbox.flush()
  }
  const beats = createBeats(() => {
    outbox.put('beat', [framing.beat(Date.now(), ticks.textOf(settled()))])
    outbox.flush()
  })
  const tellFirst = firstTelling(tools, createFirstTelling(tools, subscriber, outbox.room), () =>
    say('reset', framing.reset(null)),
  )
  async function settle(some: readonly Operation[], since?: number) {
    const told = beats.hold()
    await tellFirst(some, since).finally(() => {
      beats.beat()
      told()
    })
  }
  /** What waited was forgotten. */
  async function beginAgain() {
    say('reset', framing.reset(null))
    await settle([...all.values()])
  }
  return {
    expect: beats.hold,
    async add(added, since) {
      if (!isClosed) await settle(added.map(operations.begin), since)
    },
    drop: operations.end,
    operationIds: () => all.keys(),
    say,
    beat: beats.beat,
    drained: outbox.drained,
    close() {
      isClosed = true
      for (const id of [...all.keys()]) operations.end(id)
      outbox.close()
    },
  }
}

/** Who is told first states is not done. A beat says that it is, so none is sent before, and one after. */
function createBeats(send: () => void) {
  let holding = 0
  let isOwed = false
  const beat = () => {
    isOwed = holding > 0
    if (!isOwed) send()
  }
  return {
    beat,
    /** No beat is sent until the returned function is called. */
    hold() {
      holding += 1
      return () => {
        holding -= 1
        if (isOwed) beat()
      }
    },
  }
}

/** Tells first states of operations that are watched already, or what they have missed. */
function firstTelling(tools: HubTools, first: ReturnType<typeof createFirstTelling>, reset: () => void) {
  return async (some: readonly Operation[], since?: number): Promise<void> => {
    for (const operation of some) first.start(operation)
    const stores = tools.storesOf(some)
    await Promise.all(stores.map((store) => store.update()))
    await findFirstStates(some, { ...tools, stores })
    // After the look-up: what was seen meanwhile has been missed, too.
    // What is gone may have been of a flow that is not for this subscriber, so it begins anew.
    const isLimited = some.some(({ topic }) => topic.sight.flows !== undefined)
    const missed = since === undefined || isLimited ? undefined : missedSince(since, stores, some)
    if (since !== undefined && !missed) reset()
    for (const operation of some) await first.tell(operation, missed)
  }
}

/** What one subscriber watches, by the names that it gave. */
function operationsOf(all: Map<string, Operation>, tools: HubTools, subscriber: Subscriber) {
  const end = (id: string) => {
    const operation = all.get(id)
    if (!operation) return
    operation.isOver = true
    all.delete(id)
    tools.unwatch(operation)
  }
  const begin = (added: Added): Operation => {
    end(added.id)
    const operation = newOperation(added, subscriber)
    all.set(added.id, operation)
    tools.watch(operation)
    return operation
  }
  return { begin, end }
}

const newOperation = ({ id, document, topic }: Added, subscriber: Subscriber): Operation => ({
  id,
  document,
  topic,
  subscriber,
  from: 0,
  awaited: new Map(),
  held: undefined,
  round: 0,
  isOver: false,
})
