import { setTimeout as pause } from 'node:timers/promises'

/** Asks a store that is away whether it is back: one probe at a time, whoever asks. */
export interface Probe {
  /** Whether the store answers. */
  answers(): Promise<boolean>
  /** The same, and `false` if the probe has been under way for a moment: nobody waits for a store that hangs. */
  answersSoon(): Promise<boolean>
}

/** A store that answers does so in this time. */
const moment = 250

export function createProbe(ask: () => Promise<boolean>): Probe {
  let underWay: { readonly began: number; readonly answer: Promise<boolean> } | undefined
  const begin = () => {
    const answer = ask().finally(() => (underWay = undefined))
    return (underWay = { began: performance.now(), answer })
  }
  return {
    answers: () => (underWay ?? begin()).answer,
    answersSoon() {
      const { began, answer } = underWay ?? begin()
      const left = began + moment - performance.now()
      if (left <= 0) return Promise.resolve(false)
      return Promise.race([answer, pause(left, false, { ref: false })])
    },
  }
}
