import { setImmediate } from 'node:timers/promises'
import { type InHand, leaseOf } from './inhand.ts'
import { failure } from './outcome.ts'
import { delayAfter, pause } from './pausing.ts'
import { type Tell, codeOf, messageOf } from './problem.ts'
import { type Outcome, type WorkQueue, mostElements } from './workqueue.ts'

/** An action whose outcome is to be sent. */
interface Letter {
  readonly one: InHand
  readonly outcome: Outcome
  /** It reports that the first outcome was rejected. */
  readonly second?: true
}

export interface Outbox {
  add(one: InHand, outcome: Outcome): void
  /** Resolves when everything that was added is answered. */
  empty(): Promise<void>
}

/** Maximum bytes of outputs in one call. A single output may have more. */
const mostBytes = 4 * 1024 * 1024
/** Codes that a retry would get again. */
const final = new Set(['BAD_USER_INPUT', 'TOO_LARGE', 'BATCH_TOO_LARGE'])

/**
 * Sends outcomes: all waiting ones in one call, the next call when that is answered. Retries until each is answered or
 * its lease has expired, then calls `settled`.
 */
export function createOutbox(queue: WorkQueue, settled: (one: InHand) => void, tell: Tell): Outbox {
  let waiting: Letter[] = []
  let underWay: Promise<void> | undefined

  const lost = ({ one }: Letter, message: string) => {
    settled(one)
    tell({ what: 'LOST', message, action: one.action })
  }
  /** An outcome rejected on its own is reported as a failure. */
  const refuse = (letter: Letter, message: string): Letter[] => {
    if (!letter.second)
      return [{ one: letter.one, outcome: failure(`Its outcome was rejected. ${message}`), second: true }]
    settled(letter.one)
    tell({ what: 'REFUSED', message, action: letter.one.action })
    return []
  }
  const answered = (letter: Letter, refusal: { code: string; message: string } | null): Letter[] => {
    if (refusal?.code === 'CONFLICT') lost(letter, refusal.message)
    else if (refusal && final.has(refusal.code)) return refuse(letter, refusal.message)
    else if (refusal) return [letter]
    else settled(letter.one)
    return []
  }
  /** Returns those that must be sent again. */
  const send = async (letters: readonly Letter[]): Promise<Letter[]> => {
    try {
      const answers = await queue.complete(
        letters.map(({ one, outcome }) => ({ ...leaseOf(one.action), outcome })),
      )
      return letters.flatMap((letter, index) => answered(letter, answers[index] ?? null))
    } catch (error) {
      if (!final.has(codeOf(error))) {
        tell({ what: 'COMPLETE', message: messageOf(error), cause: error })
        return [...letters]
      }
      if (letters.length === 1) return refuse(letters[0]!, messageOf(error))
      const half = Math.ceil(letters.length / 2)
      return [...(await send(letters.slice(0, half))), ...(await send(letters.slice(half)))]
    }
  }
  const drain = async () => {
    let failures = 0
    while (waiting.length > 0) {
      // Includes whatever is finished by now.
      await setImmediate()
      for (const letter of waiting.filter(({ one }) => one.isOver()))
        lost(letter, 'Its lease expired before its outcome could be sent.')
      waiting = waiting.filter(({ one }) => !one.isOver())
      const letters = waiting.splice(0, fitting(waiting))
      const again = letters.length === 0 ? [] : await send(letters)
      waiting.unshift(...again)
      failures = again.some(({ second }) => !second) ? failures + 1 : 0
      if (failures > 0) await pause(delayAfter(failures))
    }
    underWay = undefined
  }
  return {
    add(one, outcome) {
      waiting.push({ one, outcome })
      underWay ??= drain()
    },
    empty: async () => underWay,
  }
}

function fitting(letters: readonly Letter[]): number {
  let bytes = 0
  const beyond = letters.findIndex(({ outcome }, index) => {
    bytes += 'output' in outcome ? Buffer.byteLength(outcome.output) : 0
    return index >= mostElements || (index > 0 && bytes > mostBytes)
  })
  return beyond < 0 ? letters.length : beyond
}
