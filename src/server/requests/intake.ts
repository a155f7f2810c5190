import type { Bodies, Body } from './bodies.ts'
import { coded } from '../../graphql/errors.ts'
import { type JsonCounts, createJsonCounter } from './jsoncounter.ts'
import { parseInTurns, parseJson } from '../../db/json/longjson.ts'
import {
  mostBodyElements,
  mostBodyLevels,
  noRoom,
  tooDeep,
  tooLong,
  tooManyElements,
  tooManyNodes,
} from './bodyrefusals.ts'
import { type Refusal, refusalError } from './refuse.ts'
import { turn } from '../../db/turn.ts'
import { createChunks } from './joining.ts'

export const defaultMaxBody = 8 * 1024 * 1024
export const defaultMaxBodyNodes = 1_000_000

/** Limits of one body, and of all bodies. */
export interface BodyBounds {
  readonly maxBody: number
  readonly maxBodyNodes: number
  readonly bodies: Bodies
}

/** Shorter bodies can only hold little: their values are not counted. */
export const shortBytes = 4 * 1024
/** A longer body waits for its turn; one with more values, or much longer, is parsed in several turns. */
export const longBytes = 256 * 1024
const manyNodes = 20_000
const manyBytes = 1024 * 1024
/** Maximum memory of a JSON value, without its text. */
const nodeBytes = 64

export type Intake = ReturnType<typeof createIntake>

/** Collects and counts a body as it arrives. `declared`: how long it will be, if known. */
export function createIntake({ maxBody, maxBodyNodes }: BodyBounds, body: Body, declared: number) {
  const chunks = createChunks()
  const count = createJsonCounter()
  let isCounted = false
  let holds: JsonCounts = { nodes: 0, levels: 0, longest: 0 }
  return {
    /** A body that has no room for its end is not begun. What is only declared takes no room from others. */
    begin: () => (body.fits(declared) ? undefined : noRoom),
    letGo: body.letGo,
    /** Whether it is long, or says so. */
    isLong: () => Math.max(chunks.bytes(), declared) > longBytes,
    take(chunk: Buffer): Refusal | undefined {
      chunks.add(chunk)
      const bytes = chunks.bytes()
      if (bytes > maxBody) return tooLong(maxBody, bytes)
      if (isCounted) holds = count(chunk)
      else if (bytes > shortBytes) {
        for (const one of chunks.all()) holds = count(one)
        isCounted = true
      }
      const { nodes, levels, longest } = holds
      if (nodes > maxBodyNodes) return tooManyNodes(maxBodyNodes, nodes)
      if (longest > mostBodyElements) return tooManyElements(longest)
      if (levels > mostBodyLevels) return tooDeep(levels)
      return body.hold(bytes + nodes * nodeBytes) ? undefined : noRoom
    },
    async parse(): Promise<unknown> {
      const bytes = chunks.bytes()
      if (bytes > longBytes) await turn()
      // A claim waits for long, and what reads its request is kept until it is answered.
      const all = await chunks.join()
      try {
        if (holds.nodes > manyNodes || bytes > manyBytes) return await parseInTurns(all)
        return parseJson(all.toString())
      } catch {
        throw badRequest('The body is not valid JSON.')
      }
    },
  }
}

/** Takes in the body of a Request. The rest of a refused one is not read. */
export async function receiveAll(
  { body }: Request,
  intake: Intake,
  note: (refusal: Refusal) => void,
): Promise<void> {
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

export const badRequest = (message: string) =>
  coded('BAD_USER_INPUT', message, { field: 'body', http: { status: 400 } })
