import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Documents, SentOperation } from '../../graphql/live/documents.ts'
import type { Prepared } from '../../live/events.ts'
import type { Framing } from '../../live/framing.ts'
import type { Hub } from '../../live/hub.ts'
import type { Sink } from '../../live/outbox.ts'
import type { LiveStream } from '../../live/stream.ts'
import { type NamedOperation, mostOperations, tooManyOperations } from './operations.ts'
import { type Place, type Places, type Weight } from './places.ts'
import { refusalOf } from '../refusals.ts'
import { sentError } from './rendering.ts'
import { opened, refusedOperation, severalFraming, singleFraming } from './sse.ts'

interface Tools {
  readonly hub: Hub
  readonly documents: Documents
  readonly places: Places
  readonly mask: (error: unknown) => Error
  /** Does work when it is the client's turn. */
  readonly inTurn: (client: string | undefined, work: () => Promise<void>) => Promise<void>
}

/** A stream that is open. */
export interface OpenStream {
  drained(): void
  closed(): void
}

export type Streams = ReturnType<typeof createStreams>

/** The streams of a server. */
export function createStreams({ hub, documents, places, mask, inTurn }: Tools) {
  const changeable = new Map<string, Changeable>()
  const all = new Set<{ end(): void }>()

  const prepare = (operation: SentOperation) => {
    const prepared = documents.prepare(operation)
    return Array.isArray(prepared)
      ? { errors: prepared.map((error) => sentError(mask(refusalOf(error)))) }
      : prepared
  }

  /** A place in the hub, with what its operations hold. */
  function openIn(place: Place, sink: Sink, framing: Framing, client: string | undefined) {
    const stream = hub.open(sink, framing, client)
    const weights = new Map<string, Weight>()
    const release = (id: string) => {
      const weight = weights.get(id)
      if (weight) place.release(weight)
      weights.delete(id)
    }
    let isClosed = false
    return {
      stream,
      /** Returns the errors if it has no room. */
      hold(id: string, { query }: SentOperation, { topic }: Prepared): object[] | undefined {
        release(id)
        const weight = weightOf(query, topic)
        try {
          place.hold(weight)
        } catch (error) {
          return [sentError(mask(error))]
        }
        weights.set(id, weight)
        return undefined
      },
      drop(id: string) {
        release(id)
        stream.drop(id)
      },
      close() {
        if (isClosed) return
        isClosed = true
        stream.close()
        for (const weight of weights.values()) place.release(weight)
        place.leave()
      },
    }
  }

  return {
    /** Throws if there is no place for another stream. */
    openSeveral(
      sent: readonly NamedOperation[],
      lastId: string | undefined,
      { connect, client }: Connecting,
    ): OpenStream {
      const place = places.take(client ?? '')
      const token = randomUUID()
      const sink = connect()
      const framing = severalFraming()
      const held = openIn(place, sink, framing, client)
      const { stream } = held
      stream.say('open', opened(token, hub.epoch))
      const since = lastId === undefined ? undefined : (hub.tickOf(lastId) ?? unknownTick)
      const add = (operations: readonly NamedOperation[], from?: number) => {
        const right = operations.flatMap((operation) => {
          const prepared = prepare(operation)
          const errors = 'errors' in prepared ? prepared.errors : held.hold(operation.id, operation, prepared)
          if (errors) {
            stream.say(`error ${operation.id}`, refusedOperation(operation.id, errors))
            return []
          }
          return 'errors' in prepared ? [] : [{ id: operation.id, ...prepared }]
        })
        return inTurn(client, () => stream.add(right, from))
      }
      const ending = {
        end() {
          stream.say('reset', framing.reset(null))
          sink.end()
        },
      }
      changeable.set(token, { stream, add, drop: held.drop })
      all.add(ending)
      void add(sent, since)
      return {
        drained: stream.drained,
        closed() {
          held.close()
          changeable.delete(token)
          all.delete(ending)
        },
      }
    },
    /** A stream of one operation, by the protocol of graphql-sse. */
    openSingle(sent: SentOperation, { connect, client }: Connecting): OpenStream {
      const place = places.take(client ?? '')
      const sink = connect()
      const held = openIn(place, sink, singleFraming, client)
      const { stream } = held
      const ending = { end: () => sink.end() }
      all.add(ending)
      const prepared = prepare(sent)
      const errors = 'errors' in prepared ? prepared.errors : held.hold('', sent, prepared)
      if (errors) {
        stream.say(
          'error',
          Buffer.concat(
            [...singleFraming.next('', '')].toSpliced(1, 0, Buffer.from(JSON.stringify({ errors }))),
          ),
        )
        stream.say('complete', Buffer.from('event: complete\ndata:\n\n'))
        sink.end()
      } else if (!('errors' in prepared)) void inTurn(client, () => stream.add([{ id: '', ...prepared }]))
      return {
        drained: stream.drained,
        closed() {
          held.close()
          all.delete(ending)
        },
      }
    },
    /** Changes what a stream watches. Throws for a token that is not of an open stream of this process. */
    change(token: string, add: readonly NamedOperation[], drop: readonly string[]): void {
      const found = changeable.get(token)
      if (!found) throw noSuchStream()
      for (const id of drop) found.drop(id)
      const ids = new Set([...found.stream.operationIds(), ...add.map(({ id }) => id)])
      if (ids.size > mostOperations) throw tooManyOperations(ids.size, 'add')
      void found.add(add)
    },
    endAll: () => all.forEach((stream) => stream.end()),
  }
}

interface Changeable {
  readonly stream: LiveStream
  readonly add: (operations: readonly NamedOperation[]) => Promise<void>
  readonly drop: (id: string) => void
}

/** Whose stream it is, and how its answer begins. */
export interface Connecting {
  readonly connect: () => Sink
  /** The address of the client, if it is known. */
  readonly client: string | undefined
}

/** Before all ticks, so that nothing is known since. */
const unknownTick = -1

const weightOf = (query: string, topic: Prepared['topic']): Weight => ({
  characters: query.length,
  ids: topic.on === 'executions' ? topic.ids.length : 0,
  filters: topic.on === 'runs' ? 1 : 0,
})

const noSuchStream = () =>
  new GraphQLError('No open stream of this server has this token. Open a new one.', {
    extensions: { code: 'NOT_FOUND', field: 'token', http: { status: 404 } },
  })
