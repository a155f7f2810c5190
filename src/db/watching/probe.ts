import { setTimeout as pause } from 'node:timers/promises'

/** Asks a store that is away whether it is back: one probe at a time, whoever asks. */
export interface Probe {
  /** Whether the store answers. */
  answers(): Promise<boolean>
  /** The same, and `false` if the probe has been under way for a moment: nobody waits for a store that hangs. */
  answersSoon(): Promise<boolean>
}

/** A store that answers does so in this time. */
const moment = 500

export function createProbe(ask: () => Promise<boolean>): Probe {
  let underWay: Probing | undefined
  const begin = () => {
    const answer = ask().finally(() => (underWay = undefined))
    return (underWay = { began: performance.now(), answer })
  }
  return {
    answers: () => (underWay ?? begin()).answer,
    async answersSoon() {
      const before = underWay
      if (!before) return soon(begin())
      if (await soon(before)) return true
      // One that began before the store was back, and failed, says nothing of now.
      return before !== underWay && soon(underWay ?? begin())
    },
  }
}

interface Probing {
  readonly began: number
  readonly answer: Promise<boolean>
}

async function soon({ began, answer }: Probing): Promise<boolean> {
  const left = began + moment - performance.now()
  return left > 0 && Promise.race([answer, pause(left, false, { ref: false })])
}
