import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { type Viewer, isSameViewer } from '../../graphql/access/viewer.ts'
import type { SentOperation } from '../../graphql/live/documents.ts'
import type { Framing } from '../../live/framing.ts'
import type { Hub } from '../../live/hub.ts'
import type { Sink } from '../../live/outbox.ts'
import { type AddingTools, atMost, createAdding, prepare } from './adding.ts'
import { createHolds } from './holds.ts'
import { type NamedOperation, mostOperations, tooManyOperations } from './operations.ts'
import type { Places } from './places.ts'
import { type Rates, chargedTo, charging } from '../requests/rates.ts'
import { sentError } from './payloads.ts'
import { opened, refusedSingle, severalFraming, singleFraming } from './sse.ts'

interface Tools extends AddingTools {
  readonly hub: Hub
  readonly places: Places
  readonly rates: Rates | undefined
}

/** A stream that is open. */
export interface OpenStream {
  drained(): void
  closed(): void
}

/** Whose stream it is, and how its answer begins. */
export interface Connecting {
  readonly connect: () => Sink
  /** The address of the client, if it is known. */
  readonly client: string | undefined
  readonly viewer: Viewer
}

interface Changeable {
  readonly viewer: Viewer
  /** What is watched, and what waits for its turn to be. */
  readonly operationIds: () => Iterable<string>
  readonly add: (operations: readonly NamedOperation[]) => Promise<void>
  readonly drop: (id: string) => void
}

/** The open streams of a server. */
interface Open {
  readonly changeable: Map<string, Changeable>
  readonly all: Set<{ end(): void }>
  readonly framing: Framing
}

export type Streams = ReturnType<typeof createStreams>

/** The streams of a server. Opening one throws if there is no place for another. */
export function createStreams(tools: Tools) {
  const open: Open = { changeable: new Map(), all: new Set(), framing: severalFraming() }
  return {
    openSeveral: (sent: readonly NamedOperation[], lastId: string | undefined, connecting: Connecting) =>
      openSeveral(tools, open, { sent, lastId, connecting }),
    openSingle: (sent: SentOperation, connecting: Connecting) => openSingle(tools, open, sent, connecting),
    /** Changes what a stream watches. Throws for a token that is not of an open stream of this process. */
    change(token: string, add: readonly NamedOperation[], drop: readonly string[], viewer: Viewer): void {
      const found = open.changeable.get(token)
      if (!found || !isSameViewer(found.viewer, viewer)) throw noSuchStream()
      const kept = new Set(found.operationIds()).difference(new Set(drop))
      const ids = kept.union(new Set(add.map(({ id }) => id)))
      if (ids.size > mostOperations) throw tooManyOperations(ids.size, 'add')
      for (const id of drop) found.drop(id)
      void found.add(add)
    },
    endAll: () => open.all.forEach((stream) => stream.end()),
  }
}

interface Several {
  readonly sent: readonly NamedOperation[]
  readonly lastId: string | undefined
  readonly connecting: Connecting
}

function openSeveral(tools: Tools, open: Open, { sent, lastId, connecting }: Several): OpenStream {
  const { hub, places, rates } = tools
  const { connect, client, viewer } = connecting
  const { framing } = open
  const holds = createHolds(places.take(client ?? ''), charging(rates, chargedTo({ viewer, client })))
  const token = randomUUID()
  const sink = connect()
  const stream = hub.open(sink, framing, client)
  stream.say('open', opened(token, hub.epoch))
  const adding = createAdding(tools, { stream, holds, client, viewer })
  const closed = () => {
    adding.close()
    stream.close()
    holds.end()
    release?.()
    open.changeable.delete(token)
    open.all.delete(ending)
  }
  const ending = {
    end() {
      stream.say('reset', framing.reset(null))
      closed()
      sink.end()
    },
  }
  const operationIds = () => [...adding.waitingIds(), ...stream.operationIds()]
  open.changeable.set(token, { viewer, operationIds, add: adding.add, drop: adding.drop })
  open.all.add(ending)
  const release = viewer.whenEnded?.(ending.end)
  void adding.add(sent, lastId === undefined ? undefined : (hub.tickOf(lastId) ?? unknownTick))
  return { drained: stream.drained, closed }
}

/** A stream of one operation, by the protocol of graphql-sse. */
function openSingle(tools: Tools, open: Open, sent: SentOperation, connecting: Connecting) {
  const { connect, client, viewer } = connecting
  const { hub, places, rates, inTurn, mask } = tools
  const holds = createHolds(places.take(client ?? ''), charging(rates, chargedTo({ viewer, client })))
  const sink = connect()
  const stream = hub.open(sink, singleFraming, client)
  const closed = () => {
    stream.close()
    holds.end()
    release?.()
    open.all.delete(ending)
  }
  const ending = {
    end() {
      closed()
      sink.end()
    },
  }
  open.all.add(ending)
  const refuse = (errors: readonly object[]) => {
    stream.say('error', refusedSingle(errors))
    ending.end()
  }
  const release = viewer.whenEnded?.(ending.end)
  const { added, errors } = prepare({ ...tools, holds, viewer }, '', sent)
  if (errors) refuse(errors)
  else
    inTurn(client, () => atMost(stream.add([added]))).catch((error: unknown) => {
      refuse([sentError(mask(error))])
    })
  return { drained: stream.drained, closed }
}

/** Before all ticks, so that nothing is known since. */
const unknownTick = -1

const noSuchStream = () =>
  new GraphQLError('No open stream of this server has this token. Open a new one.', {
    extensions: { code: 'NOT_FOUND', field: 'token', http: { status: 404 } },
  })
