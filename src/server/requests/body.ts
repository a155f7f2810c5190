import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Bodies, Body } from './bodies.ts'
import type { Viewer } from '../../graphql/access/viewer.ts'
import { coded } from '../../graphql/errors.ts'
import { type JsonCounts, createJsonCounter } from './jsoncounter.ts'
import { type Pace, createPace } from './pace.ts'
import { hasManyKeys, keysIn } from '../../db/recording/jsonkeys.ts'
import { parseInTurns } from '../../db/recording/longjson.ts'
import { mostBodyLevels, noRoom, tooDeep, tooLong, tooManyNodes } from './bodyrefusals.ts'
import { type Refusal, refusalError, refuse } from './refuse.ts'
import { turn } from '../../db/turn.ts'
import { keepUsed } from './usedvariables.ts'

export const defaultMaxBody = 8 * 1024 * 1024
export const defaultMaxBodyNodes = 1_000_000

/** Limits of one body, and of all bodies. */
interface BodyBounds {
  readonly maxBody: number
  readonly maxBodyNodes: number
  readonly bodies: Bodies
}

/** Shorter bodies can only hold little: their values are not counted. */
const shortBytes = 4 * 1024
/** A longer body waits for its turn; one with more values is parsed in several turns. */
const longBytes = 256 * 1024
const manyNodes = 20_000
/** Maximum memory of a JSON value, without its text. */
const nodeBytes = 64

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
  const intakeFor = (body: Body, req: IncomingMessage | undefined) =>
    createIntake(bounds, body, Number(req?.headers['content-length'] ?? 0))
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
    /** Reads the body of a request of node:http. Never resolves if it is refused, which is answered then. */
    async read(request: IncomingMessage, response: ServerResponse): Promise<ReadBody> {
      const body = bounds.bodies.begin()
      const intake = intakeFor(body, request)
      await receive(request, response, { intake, pace, note })
      const letGo = () => {
        response.off('close', intake.letGo)
        body.letGo()
      }
      return { params: await parse(intake), held: body.held, letGo }
    },
    /** Reads the body of a Request. Throws if it is refused. */
    async take(request: Request): Promise<ReadBody> {
      const body = bounds.bodies.begin()
      const intake = intakeFor(body, undefined)
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

type Intake = ReturnType<typeof createIntake>

/** Collects and counts a body as it arrives. `declared`: how long it will be, if known. */
function createIntake({ maxBody, maxBodyNodes }: BodyBounds, body: Body, declared: number) {
  const chunks: Buffer[] = []
  const count = createJsonCounter()
  let whole: Buffer | undefined
  let counted = 0
  let bytes = 0
  let holds: JsonCounts = { nodes: 0, levels: 0 }
  /** Puts a long body together as it comes, once an eighth is there: all at its end would hold up others. */
  const gather = () => {
    if (declared > longBytes && bytes >= declared / 8) whole ??= Buffer.allocUnsafeSlow(declared)
    if (!whole) return
    let place = bytes - chunks.reduce((sum, { length }) => sum + length, 0)
    for (const chunk of chunks.splice(0)) place += chunk.copy(whole, place)
    counted = 0
  }
  return {
    /** A body that has no room for its end is not begun. What is only declared takes no room from others. */
    begin: () => (body.fits(declared) ? undefined : noRoom),
    letGo: body.letGo,
    bytes: () => bytes,
    take(chunk: Buffer): Refusal | undefined {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > maxBody) return tooLong(maxBody, bytes)
      if (bytes > shortBytes) while (counted < chunks.length) holds = count(chunks[counted++]!)
      gather()
      const { nodes, levels } = holds
      if (nodes > maxBodyNodes) return tooManyNodes(maxBodyNodes, nodes)
      if (levels > mostBodyLevels) return tooDeep(levels)
      return body.hold(bytes + nodes * nodeBytes) ? undefined : noRoom
    },
    async parse(): Promise<unknown> {
      const all = whole ?? Buffer.concat(chunks, bytes)
      // A claim waits for long, and what reads its request is kept until it is answered.
      whole = undefined
      chunks.length = 0
      try {
        if (holds.nodes > manyNodes || bytes > defaultMaxBody) return await parseInTurns(all)
        if (bytes > longBytes) await turn()
        return JSON.parse(all.toString()) as unknown
      } catch {
        throw badRequest('The body is not valid JSON.')
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
      else if (intake.bytes() > longBytes) pace.took(request, chunk.length)
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

/** The same without a socket: the rest of a refused body is not read. */
async function receiveAll({ body }: Request, intake: Intake, note: Receiver['note']): Promise<void> {
  const reader = body?.getReader()
  for (;;) {
    const chunk = await reader?.read().catch(() => {
      throw badRequest('The body did not arrive whole.')
    })
    if (!chunk?.value) return
    const refusal = intake.take(Buffer.from(chunk.value))
    if (!refusal) continue
    void reader?.cancel().catch(() => {})
    note(refusal)
    throw refusalError(refusal)
  }
}

function paramsOf(value: unknown): GraphQLParams {
  if (typeof value !== 'object' || value === null) throw badRequest('The body must be a JSON object.')
  // Whoever looks for parameters that do not exist would list all.
  if (hasManyKeys(value)) throw badRequest(`The body has ${keysIn(value)} fields. None has so many.`)
  return value
}

const badRequest = (message: string) =>
  coded('BAD_USER_INPUT', message, { field: 'body', http: { status: 400 } })
