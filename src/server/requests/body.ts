import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Viewer } from '../../graphql/access/viewer.ts'
import type { Body } from './bodies.ts'
import { type BodyBounds, type Intake, badRequest, createIntake, receiveAll, shortBytes } from './intake.ts'
import { type Pace, createPace } from './pace.ts'
import { hasManyKeys, keysIn } from '../../db/json/jsonkeys.ts'
import { type Refusal, refuse } from './refuse.ts'
import { keepUsed } from './usedvariables.ts'

/** What Yoga is given with a request of node:http, or instead of one. */
export interface FromSocket {
  readonly req?: IncomingMessage
  readonly res?: ServerResponse
  /** The body, if it was read before. */
  readonly sent?: ReadBody
  /** The answer is sent as an event. */
  readonly isEvent?: boolean
  /** Who asks, without a socket. */
  readonly viewer?: Viewer | undefined
  /** The address of the client, without a socket, if it is known. */
  readonly client?: string | undefined
}

/** A body that was read before the request was passed on. */
export interface ReadBody {
  readonly params: GraphQLParams
  /** The bytes that it holds. */
  readonly held: () => number
  /** Must be called when it is no longer needed. */
  readonly letGo: () => void
}

export type Bodyguard = ReturnType<typeof guardBodies>

/**
 * Reads request bodies within their bounds, without a stream between socket and parser: that would nearly double the
 * cost of a small request. `note` is called with each refusal.
 */
export function guardBodies(bounds: BodyBounds, note: (refusal: Refusal) => void) {
  const held = new WeakMap<Request, Pick<Body, 'held' | 'letGo'>>()
  const pace = createPace()
  const intakeFor = (body: Body, req: IncomingMessage | undefined, most = bounds.maxBody) =>
    createIntake(
      { ...bounds, maxBody: Math.min(most, bounds.maxBody) },
      body,
      Number(req?.headers['content-length'] ?? 0),
    )
  const parse = async (intake: Intake) => paramsOf(await intake.parse())
  const plugin: Plugin<object, FromSocket> = {
    onRequestParse({ request, serverContext: { req, res, sent }, setRequestParser }) {
      if (request.method !== 'POST') return
      if (sent) {
        held.set(request, sent)
        return setRequestParser(() => sent.params)
      }
      const body = bounds.bodies.begin()
      held.set(request, body)
      const intake = intakeFor(body, req)
      setRequestParser(async () => {
        if (req && res) await receive(req, res, { intake, pace, note })
        else await receiveAll(request, intake, note)
        return parse(intake)
      })
    },
    onExecute({ args }) {
      const body = held.get(args.contextValue.request)
      if (body && body.held() > shortBytes && keepUsed(args)) body.letGo()
    },
    onResponse({ request }) {
      held.get(request)?.letGo()
    },
  }
  return {
    plugin,
    /**
     * Reads the body of a request of node:http, of at most so many bytes. Never resolves if it is refused, which is
     * answered then.
     */
    async read(request: IncomingMessage, response: ServerResponse, most?: number): Promise<ReadBody> {
      const body = bounds.bodies.begin()
      const intake = intakeFor(body, request, most)
      await receive(request, response, { intake, pace, note })
      const letGo = () => {
        response.off('close', intake.letGo)
        body.letGo()
      }
      return { params: await parse(intake), held: body.held, letGo }
    },
    /** Reads the body of a Request. Throws if it is refused. */
    async take(request: Request, most?: number): Promise<ReadBody> {
      const body = bounds.bodies.begin()
      const intake = intakeFor(body, undefined, most)
      try {
        await receiveAll(request, intake, note)
        return { params: await parse(intake), held: body.held, letGo: body.letGo }
      } catch (error) {
        body.letGo()
        throw error
      }
    },
  }
}

interface Receiver {
  readonly intake: Intake
  readonly pace: Pace
  readonly note: (refusal: Refusal) => void
}

/** Resolves when the whole body has arrived. A refused body is answered here and never resolves. */
function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, pace, note }: Receiver,
): Promise<void> {
  response.once('close', intake.letGo)
  return new Promise((resolve) => {
    const stopFor = (refusal: Refusal | undefined) => {
      if (!refusal) return
      request.off('data', take).off('end', end)
      intake.letGo()
      note(refusal)
      refuse(request, response, refusal)
    }
    const take = (chunk: Buffer) => {
      const refusal = intake.take(chunk)
      if (refusal) stopFor(refusal)
      else if (intake.isLong()) pace.took(request, chunk.length)
    }
    const end = () => {
      // A stream is answered for long, and keeps what listens.
      request.off('data', take)
      resolve()
    }
    request.on('data', take).once('end', end)
    stopFor(intake.begin())
  })
}

function paramsOf(value: unknown): GraphQLParams {
  if (typeof value !== 'object' || value === null) throw badRequest('The body must be a JSON object.')
  // Whoever looks for parameters that do not exist would list all.
  if (hasManyKeys(value)) throw badRequest(`The body has ${keysIn(value)} fields. None has so many.`)
  return value
}
