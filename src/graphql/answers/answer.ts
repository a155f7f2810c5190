import type { GraphQLError } from 'graphql'
import { coded } from '../errors.ts'

/** Limits of one answer. */
export interface AnswerLimits {
  readonly bytes: number
  /** Fields of the elements of its lists. */
  readonly values: number
}

export const defaultAnswerLimits: AnswerLimits = { bytes: 32 * 1024 * 1024, values: 200_000 }

/**
 * The size of one answer. Large texts are counted twice: before they are read in a store, by their stored size, and at
 * each place where one is printed. The greater sum is reserved until the client has taken the answer.
 */
export interface Answer {
  /** Maximum bytes of an answer. */
  readonly limit: number
  /** How many more bytes could be read now. */
  free(): number
  /** Counts texts before they are read. A negative number gives back what was counted too much. */
  read(bytes: number): void
  /** Counts a text before it is printed in one of its places. */
  print(bytes: number): void
  /** Counts values: fields of the elements of lists. */
  deliver(values: number): void
  readonly values: number
  /** Counts what fields cost besides their values. */
  weigh(cost: number): void
  /** The values and weights so far. */
  readonly cost: number
  /** What the request may cost, once it is known. */
  estimate: number | undefined
  /** Sets the total of printed bytes. */
  finish(bytes: number): void
  /** Printed bytes of large texts. */
  readonly printed: number
  /** Reserved bytes. */
  readonly held: number
  /** `undo` is called when the client does not get the whole answer: it was too large, or the client has gone. */
  ifLost(undo: () => void): void
  /** Whether there is something to undo. */
  readonly canBeLost: boolean
  lose(): void
  /** The answer reports writes. Fields with these names may be left out if the answer is too large. */
  mutates(records: ReadonlySet<string>): void
  readonly records: ReadonlySet<string> | undefined
  /** Whether part of it was refused for its size. */
  readonly refused: boolean
}

/** The process's room for answers. */
interface Room {
  hold(bytes: number): void
  most(): number
}

export function createAnswer(room: Room, limits: AnswerLimits): Answer {
  let [read, printed, held, values, weights] = [0, 0, 0, 0, 0]
  let refusal: GraphQLError | undefined
  const undos: (() => void)[] = []
  let records: ReadonlySet<string> | undefined
  const hold = (bytes: number) => {
    if (bytes > limits.bytes) throw (refusal ??= tooLarge(limits.bytes, bytes))
    if (bytes === held) return
    try {
      room.hold(bytes)
      held = bytes
    } catch (error) {
      throw (refusal ??= error as GraphQLError)
    }
  }
  return {
    limit: limits.bytes,
    free: () => Math.max(0, Math.min(limits.bytes, room.most()) - held),
    read(bytes) {
      hold(Math.max(read + bytes, printed))
      read += bytes
    },
    print(bytes) {
      printed += bytes
      hold(Math.max(read, printed))
    },
    deliver(more) {
      values += more
      if (values > limits.values) throw (refusal ??= tooManyValues(limits.values, values))
    },
    get values() {
      return values
    },
    weigh: (cost) => void (weights += cost),
    get cost() {
      return values + weights
    },
    estimate: undefined,
    finish: hold,
    get printed() {
      return printed
    },
    get held() {
      return held
    },
    mutates: (names) => void (records = names),
    get records() {
      return records
    },
    get refused() {
      return refusal !== undefined
    },
    ifLost: (undo) => void undos.push(undo),
    get canBeLost() {
      return undos.length > 0
    },
    lose: () => undos.splice(0).forEach((undo) => undo()),
  }
}

const tooLarge = (limit: number, received: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `The inputs, outputs, values and other texts of this answer have at least ${received} bytes, each counted wherever it is printed. The limit is ${limit}. Ask for fewer of them, or for "preview" and "bytes".`,
    { limit, received },
  )

const tooManyValues = (limit: number, received: number) =>
  coded(
    'QUERY_TOO_EXPENSIVE',
    `This answer has at least ${received} values: the fields of the elements of its lists. The limit is ${limit}. Ask for shorter pages or fewer fields.`,
    { limit, received },
  )
