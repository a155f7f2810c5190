import type { ServerResponse } from 'node:http'
import { type ExecutionResult, GraphQLError } from 'graphql'
import { type Plugin, type YogaInitialContext, isAsyncIterable } from 'graphql-yoga'
import {
  type Answer,
  type AnswerLimits,
  createAnswer,
  defaultAnswerLimits,
} from '../graphql/answers/answer.ts'
import { withoutRecords } from '../graphql/answers/results.ts'
import { isLong } from '../graphql/answers/turns.ts'
import type { Outgoing, Room } from './outgoing.ts'
import { createBytes } from './bytes.ts'
import { eventEnd, eventStart, inOneLine } from './live/sse.ts'
import type { FromSocket } from './requests/body.ts'
import { withRequestId } from './requests/ids.ts'
import { printData } from './printing.ts'

/** An answer on its way to a client. */
interface Delivery {
  readonly answer: Answer
  readonly room: Room
  /** The request's response, unless it had no socket. */
  readonly response: ServerResponse | undefined
  /** It is sent as an event. */
  readonly isEvent: boolean
}

type Printed = ExecutionResult & { stringify?: (result: ExecutionResult) => string }

/** Maximum sizes of answers. */
export interface Sizes {
  /** Limits of one answer. */
  readonly answerLimits?: AnswerLimits | undefined
  /** Bytes of all answers that wait to be read, over all clients. */
  readonly outgoingBytes?: number | undefined
}

/** Prints answers within the limits, and reserves room for each until its client has taken it. */
export function createDeliveries(outgoing: Outgoing, limits = defaultAnswerLimits) {
  const underWay = new WeakMap<Request, Delivery>()
  return {
    /** Must be called before a request is executed. */
    begin({ request, res, isEvent = false }: YogaInitialContext & FromSocket): Answer {
      const room = outgoing.roomFor(res)
      const answer = createAnswer(room, limits)
      underWay.set(request, { answer, room, response: res, isEvent })
      return answer
    },
    usePrinting: (): Plugin => ({
      onResultProcess({ request, result, setResult }) {
        const delivery = underWay.get(request)
        if (!delivery || Array.isArray(result) || isAsyncIterable(result)) return
        const { printed, values } = delivery.answer
        if (result.data && (printed > 0 || isLong(values)))
          return printLarge(result, delivery, limits.bytes).then(setResult)
        const stringify = (sanitized: ExecutionResult) => printSmall(sanitized, delivery)
        return setResult({ ...result, stringify } as Printed)
      },
    }),
  }
}

const asSent = (text: string, { isEvent }: Delivery) => (isEvent ? `${eventStart}${text}${eventEnd}` : text)

function printSmall(result: ExecutionResult, delivery: Delivery): string {
  const { answer } = delivery
  const finished = (shown: ExecutionResult) => {
    const text = asSent(JSON.stringify(shown), delivery)
    answer.finish(Buffer.byteLength(text))
    return text
  }
  try {
    return finished(result)
  } catch (error) {
    const told = whatWasDone(result, answer, error)
    try {
      return told ? finished(told) : asSent(JSON.stringify(withId([error])), delivery)
    } catch {
      return asSent(JSON.stringify(withId([doneUntold(error)])), delivery)
    }
  } finally {
    handOver(delivery)
  }
}

const withId = (errors: readonly unknown[]) => ({ errors, extensions: withRequestId(undefined) })

/** The results of a mutation without their records, so that the client still learns what was written. */
function whatWasDone(
  { data, errors = [], ...rest }: ExecutionResult,
  { records, canBeLost }: Answer,
  error: unknown,
): ExecutionResult | undefined {
  // Claimed actions are given back instead.
  if (!records || !data || canBeLost) return undefined
  withoutRecords(data, records)
  const { message, extensions } = error as GraphQLError
  const whole = new GraphQLError(`${message} The records were left out; the results are valid.`, {
    extensions,
  })
  return { ...rest, data, errors: [...errors, whole], extensions: withRequestId(rest.extensions)! }
}

const doneUntold = (error: unknown): GraphQLError => {
  const { message, extensions } = error as GraphQLError
  return new GraphQLError(`The mutation was executed, but could not be answered: ${message}`, { extensions })
}

/** Bytes of what an answer has besides large texts, usually. */
const roomForRest = 64 * 1024

/** Prints data with stored JSON separately from the rest of the result. */
async function printLarge(result: ExecutionResult, delivery: Delivery, limit: number): Promise<Printed> {
  const { answer } = delivery
  const finished = async (shown: ExecutionResult): Promise<Printed> => {
    const bytes = createBytes(answer.held + roomForRest)
    if (delivery.isEvent) bytes.write(eventStart)
    bytes.write('{"data":')
    await printData(shown.data, bytes, limit)
    answer.finish(bytes.length())
    const stringify = (sanitized: ExecutionResult) => {
      const others = JSON.stringify({ ...sanitized, data: undefined }).slice(1)
      bytes.write(others === '}' ? others : `,${others}`)
      if (delivery.isEvent) {
        inOneLine(bytes.all(), eventStart.length)
        bytes.write(eventEnd)
      }
      // Yoga makes a response of whatever this returns, and bytes need no further encoding.
      return bytes.all() as unknown as string
    }
    return { ...shown, stringify }
  }
  try {
    return await finished(result)
  } catch (error) {
    const told = whatWasDone(result, answer, error)
    if (!told) return refused(result, error)
    return await finished(told).catch((again: unknown) => refused(result, doneUntold(again)))
  } finally {
    handOver(delivery)
  }
}

function refused({ extensions: own = {} }: ExecutionResult, error: unknown): Printed {
  const { message, extensions } = error as GraphQLError
  const whole = new GraphQLError(message, {
    extensions: { ...extensions, http: { status: 400, spec: true } },
  })
  return { errors: [whole], extensions: withRequestId(own)! }
}

/** Undoes what must be undone, such as a claim, when the client does not get the answer. */
function handOver({ answer, room, response }: Delivery): void {
  room.handOver()
  if (answer.refused) answer.lose()
  if (!response || !answer.canBeLost) return
  const closed = () => {
    if (!response.writableFinished) answer.lose()
  }
  if (response.closed) closed()
  else response.once('close', closed)
}
